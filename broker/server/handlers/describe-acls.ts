import { errorCodes } from '../../protocol/error-codes';
import type { DescribeAclsResponse } from '../../protocol/messages/describe-acls';

/**
 * DescribeAcls: v1-3
 *
 * Behaviour: SECURITY_DISABLED, as a Kafka broker without an authorizer answers.
 */
export function handleDescribeAcls(): DescribeAclsResponse {
  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.SECURITY_DISABLED,
    errorMessage: 'No authorizer is configured on the broker.',
    resources: [],
  };
}
