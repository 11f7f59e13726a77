import { runStandaloneBroker } from './broker/standalone-broker';
import { runSupervisedBroker } from './broker/supervised-broker';

/** `ottla broker`: by a person, with a properties file, or as a child of `ottla up`. */
export function brokerCommand(args: readonly string[]): Promise<number> {
  if (args[0] === '--supervised' && process.send !== undefined) return runSupervisedBroker();
  return runStandaloneBroker(args);
}
