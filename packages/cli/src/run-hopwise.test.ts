import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deadPid, serveControlEndpoint } from '../testing/control-endpoint.ts';
import { runCli } from '../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../testing/service-directory.ts';
import { removeStackState, writeStackState } from './stack/stack-state-file.ts';

let serviceDirectory: string;
const closings: (() => Promise<void>)[] = [];

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
  closings.push(() => removeServiceDirectory(serviceDirectory));
});

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

const run = (...args: string[]) => runCli(serviceDirectory, ...args);

const runControlServer = async (environment: Record<string, string>) => {
  const control = await serveControlEndpoint(serviceDirectory, environment);
  closings.push(control.close);
  return control;
};

describe('hopwise', () => {
  it('lists the commands, and fails without one', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const name of ['start', 'ask', 'page', 'faults', 'env', 'stop', 'clean']) {
      expect(help.stdout).toContain(`  ${name} `);
    }
    expect((await run()).code).toBe(2);
  });

  it.each(['start', 'ask', 'page', 'faults', 'env', 'stop', 'clean'])(
    'explains %s',
    async (name) => {
      const { code, stdout } = await run(name, '--help');
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: hopwise ${name}`);
      expect(stdout).toContain('--json');
    },
  );

  it.each([
    [['fly'], 'hopwise has no command fly. See hopwise --help.\n'],
    [['stpo'], 'hopwise has no command stpo. Did you mean stop? See hopwise --help.\n'],
    [['--versoin'], 'hopwise has no command --versoin. Did you mean --version?'],
    [['env', '--jsn'], 'hopwise env has no option --jsn. Did you mean --json?'],
    [['env', '--jsno'], 'hopwise env has no option --jsno. Did you mean --json? See hopwise env'],
    [['start', '--prot=1'], 'hopwise start has no option --prot. Did you mean --port?'],
    [['start', '--zzzzzz'], 'hopwise start has no option --zzzzzz. See hopwise start --help.\n'],
    [['env', '-x'], 'hopwise env has no option -x. See hopwise env --help.\n'],
    [['env', '--json=yes'], 'The option --json accepts no value. See hopwise env --help.\n'],
    [['start', '--watch', '--no-watch'], 'Use either --watch or --no-watch, not both.\n'],
    [['start', '--port'], 'The option --port needs a value. See hopwise start --help.\n'],
    [['start', '--port', '--json'], 'The option --port needs a value.'],
    [['ask'], 'ask needs one question in quotes'],
    [['ask', 'two', 'words'], 'ask needs one question in quotes'],
    [['start', '--model', 'llama3.2'], '--model needs URL#NAME'],
    [['start', '--model', 'http://models.example/v1#m'], '--model needs an https: URL'],
    [['start', '--model', 'https://user:secret@models.example/v1#m'], 'without a user name'],
    [['start', '--host', '0.0.0.0'], '--host must be an address of this machine: '],
    [['start', '--host', 'example.com'], '127.0.0.1'],
    [['start', '--fault', 'issuer-deed'], 'Did you mean issuer-dead'],
    [
      ['start', '--fault', 'client-not-allowed'],
      'There is no fault client-not-allowed. The doctor reports this code for wrong-client.\n',
    ],
    ...[
      ['on'],
      ['off'],
      ['toggle', 'issuer-dead'],
      ['on', 'all'],
      ['off', 'all', 'issuer-dead'],
    ].map((args): [string[], string] => [
      ['faults', ...args],
      'faults accepts no argument, on NAME',
    ]),
    [['stop', 'now'], 'hopwise stop accepts no argument, but got now. See hopwise stop --help.'],
    [['start', '--port', ''], '--port must be a number from 0 to 65535.'],
    [['start', '--port', '0x10'], '--port must be a number from 0 to 65535.'],
    [['start', '--port', '70000'], '--port must be a number from 0 to 65535.'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });
});

describe('hopwise --version', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(
      await readFile(join(import.meta.dirname, '../package.json'), 'utf8'),
    );
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await run('--help')).stdout).toContain('--version');
  });
});

describe('hopwise start', () => {
  it('names a port that is in use, before it does anything else', async () => {
    const taken = await listenOnLoopback(createServer(), 0);
    closings.push(taken.close);
    const { code, stderr } = await run('start', '--port', String(taken.port));
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${taken.port} is not free. Choose another port, or leave out the option to use a free port.\n`,
    );
  });

  it('does not start a second stack', async () => {
    await runControlServer({});
    const { code, stderr } = await run('start');
    expect(code).toBe(1);
    expect(stderr).toContain('A local stack is already running');
  });
});

describe('hopwise ask --model', () => {
  it('is refused while a stack is running, and says what to do', async () => {
    await runControlServer({});
    const { code, stdout, stderr } = await run('ask', 'Check', '--model', 'http://127.0.0.1:9#m');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      '--model cannot change the model of the running stack. Stop the stack with `./hopwise stop`, then ask again or run `./hopwise start --model URL#NAME`.\n',
    );
  });

  it('is checked before a stack starts for the question', async () => {
    const { code, stderr } = await run('ask', 'Check', '--model', 'llama3.2');
    expect(code).toBe(2);
    expect(stderr).toContain('--model needs URL#NAME');
  });
});

describe('hopwise env', () => {
  it('prints lines that a shell can evaluate', async () => {
    await runControlServer({ API_URL: 'http://127.0.0.1:1/local', CLIENT_SECRET: "a b'c$d" });
    expect((await run('env')).stdout).toBe(
      "export API_URL=http://127.0.0.1:1/local\nexport CLIENT_SECRET='a b'\\''c$d'\n",
    );
    expect(JSON.parse((await run('env', '--json')).stdout)).toEqual({
      API_URL: 'http://127.0.0.1:1/local',
      CLIENT_SECRET: "a b'c$d",
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a variable of the shell', { PATH: '/tmp/x' }],
    ['code in a name', { 'A;touch /tmp/x;B': '1' }],
    ['a variable that changes programs', { NODE_OPTIONS_FUNCTION: 'f', LD_PRELOAD: 'x.so' }],
    ['a control character in a value', { CLIENT_ID: 'a\u001b[2J' }],
  ])('prints nothing if a stack answers with %s', async (_name, environment) => {
    await runControlServer(environment);
    const { code, stdout, stderr } = await run('env');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('./hopwise');
  });

  it('says how to start a stack when none is running', async () => {
    const { code, stderr } = await run('env');
    expect(code).toBe(1);
    expect(stderr).toContain('./hopwise start');
  });

  it('ignores a state file that is invalid or whose stack has ended', async () => {
    await mkdir(join(serviceDirectory, '.hopwise'));
    await writeFile(join(serviceDirectory, '.hopwise/stack.json'), '{"pid":1');
    expect((await run('env')).code).toBe(1);
    await writeStackState(serviceDirectory, {
      pid: deadPid,
      stage: 'local',
      startedAt: '',
      controlUrl: 'http://127.0.0.1:9',
      controlToken: 't',
    });
    expect((await run('env')).code).toBe(1);
  });
});

describe('hopwise page', () => {
  it('prints a new address of the page each time', async () => {
    await runControlServer({});
    expect((await run('page')).stdout).toBe('http://127.0.0.1:9/#code=1\n');
    expect((await run('page', '--json')).stdout).toBe('{"address":"http://127.0.0.1:9/#code=2"}\n');
  });

  it('says how to start a stack when none is running', async () => {
    const { code, stderr } = await run('page');
    expect(code).toBe(1);
    expect(stderr).toContain('./hopwise start');
  });
});

describe('hopwise stop', () => {
  it('stops the running stack', async () => {
    const seen = await runControlServer({});
    expect(await run('stop')).toMatchObject({ code: 0, stdout: 'The local stack has stopped.\n' });
    expect(seen.stops()).toBe(1);
  });

  it('reports that no stack is running', async () => {
    expect(await run('stop', '--json')).toMatchObject({ code: 0, stdout: '{"stopped":false}\n' });
  });
});

describe('the state file', () => {
  it('is replaced only when its stack has ended', async () => {
    await runControlServer({});
    const other = {
      pid: 1,
      stage: 'local',
      startedAt: '',
      controlUrl: 'http://127.0.0.1:9',
      controlToken: 't',
    };
    await expect(writeStackState(serviceDirectory, other)).rejects.toThrow(/already running/);
    await closings.pop()?.();
    await writeStackState(serviceDirectory, other);
    await removeStackState(serviceDirectory, { ...other, pid: 2 });
    const file = join(serviceDirectory, '.hopwise/stack.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(other);
    await removeStackState(serviceDirectory, other);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is readable by its owner only', async () => {
    await runControlServer({});
    const { mode } = await stat(join(serviceDirectory, '.hopwise/stack.json'));
    expect(mode & 0o777).toBe(0o600);
  });
});
