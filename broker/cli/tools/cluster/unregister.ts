import { askController } from '../../../client/controller-request';
import { responseError } from '../../../client/error-sentence';
import { errorName } from '../../../protocol/error-codes';
import { unregisterBrokerApi } from '../../../protocol/messages/unregister-broker';
import type { ToolContext } from '../define-tool';

/** `unregister`. */
export async function unregister({ client, options, print }: ToolContext): Promise<number> {
  const brokerId = Number(options.value('id'));
  const { errorCode, errorMessage } = await askController(client, unregisterBrokerApi, { brokerId });
  const error = responseError(errorName(errorCode), errorMessage);
  if (error !== undefined) throw error;
  await print(`Broker ${brokerId} is no longer registered.\n`);
  return 0;
}
