import { awsCliPython } from '../fixes/aws-cli.ts';
import { labPython } from './venv.ts';

/** The live lab's Python, before the tests that want it: the first of them would wait for pip, longer than a test may. */
await labPython();
await awsCliPython();
