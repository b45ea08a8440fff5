// Runs one function under Lambda's runtime client: `boot.mjs FOLDER HANDLER`.
import { run } from 'aws-lambda-ric';

await run(process.argv[2], process.argv[3]);
