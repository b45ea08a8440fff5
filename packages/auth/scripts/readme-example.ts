import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../testing/programmable-server.ts';
import { grantToken, json } from '../testing/tokens.ts';
import type { PackedProject } from './packed-project.ts';

/** Invokes the example's handler twice, like Lambda. */
const invoker = `
import { handler } from './handler.ts';
const context = { getRemainingTimeInMillis: () => 10_000 };
const answers = [await handler({}, context), await handler({}, context)];
console.log(JSON.stringify(answers.map(({ status, cacheHit }) => ({ status, cacheHit }))));
`;

const compilerOptions = {
  target: 'ES2024',
  module: 'NodeNext',
  strict: true,
  noEmit: true,
  types: ['node'],
  // Middy's type declarations import an optional package.
  skipLibCheck: true,
};

type Aws = {
  readonly issuer: ProgrammableServer;
  readonly gateway: ProgrammableServer;
  readonly secrets: ProgrammableServer;
};

const secret = JSON.stringify({ clientId: 'client-1', clientSecret: 'secret-1' });

const startAws = async (): Promise<Aws> => ({
  issuer: await startProgrammableServer(() => grantToken({ now: Date.now() })),
  gateway: await startProgrammableServer(({ headers }) =>
    json(headers.authorization?.startsWith('Bearer ey') ? 200 : 401, {}),
  ),
  secrets: await startProgrammableServer(() =>
    json(200, { Name: 'hopwise/machine-client', SecretString: secret }),
  ),
});

/** The README's first TypeScript block. Only its two URLs are replaced, by servers on this machine. */
const exampleOf = (readme: string, { issuer, gateway }: Aws): string => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const local = example
    .replace(/https:\/\/[^/']+\/oauth2\/token/, `${issuer.origin}/oauth2/token`)
    .replace(/https:\/\/[^/']+\.gateway\.bedrock-agentcore[^/']+/, gateway.origin);
  if (local.split('http://127.0.0.1').length === 3) return local;
  throw new Error('The README example must name one token endpoint and one gateway.');
};

const outputOf = async (child: ChildProcess): Promise<string> => {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const [exitCode] = await once(child, 'close');
  if (exitCode === 0) return output.trim();
  throw new Error(`The README example ended with exit code ${exitCode}.`);
};

const invoke = (folder: string, { secrets }: Aws): Promise<string> =>
  outputOf(
    spawn(process.execPath, ['invoke.ts'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'example',
        AWS_SECRET_ACCESS_KEY: 'example',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.origin,
      },
    }),
  );

/** Type-checks and runs the example in the installed README. Throws if it does not work as described. */
export const runReadmeExample = async ({ folder, run }: PackedProject): Promise<void> => {
  const aws = await startAws();
  try {
    const readme = readFileSync(join(folder, 'node_modules/@hopwise/auth/README.md'), 'utf8');
    writeFileSync(join(folder, 'handler.ts'), exampleOf(readme, aws));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['handler.ts'] }),
    );
    run('tsc', '-p', 'tsconfig.json');
    writeFileSync(join(folder, 'invoke.ts'), invoker);
    const answers = await invoke(folder, aws);
    const counts = [aws.secrets, aws.issuer, aws.gateway].map(({ received }) => received.length);
    if (!answers.endsWith('"cacheHit":true}]') || counts.join() !== '1,1,2') {
      throw new Error(`Two invocations gave ${answers} for ${counts.join()} requests.`);
    }
  } finally {
    await Promise.all(Object.values(aws).map((server: ProgrammableServer) => server.close()));
  }
};
