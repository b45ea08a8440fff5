import { readdir, readFile, readlink } from 'node:fs/promises';

/** A socket on which this process or one of its children listens. */
export type ListeningSocket =
  | { readonly kind: 'port'; readonly pid: number; readonly address: string; readonly port: number }
  | { readonly kind: 'path'; readonly pid: number; readonly path: string };

/**
 * Lists the sockets on which this process and its children listen, as Linux sees them: also those that no code of ours
 * knows about. The list is empty on other platforms.
 */
export const listeningSockets = async (): Promise<readonly ListeningSocket[]> => {
  if (process.platform !== 'linux') return [];
  const found = new Map([...(await tcpSockets()), ...(await unixSockets())]);
  const sockets: ListeningSocket[] = [];
  for (const pid of await processTree(process.pid)) {
    for (const inode of await socketsOf(pid)) {
      const socket = found.get(inode);
      if (socket) sockets.push({ ...socket, pid });
    }
  }
  return sockets;
};

type Found = readonly [inode: string, socket: ListeningSocket];

const rowsOf = async (file: string): Promise<readonly (readonly string[])[]> =>
  (await readFile(file, 'utf8').catch(() => ''))
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));

/** See https://docs.kernel.org/networking/proc_net_tcp.html */
const tcpSockets = async (): Promise<readonly Found[]> => {
  const rows = [...(await rowsOf('/proc/net/tcp')), ...(await rowsOf('/proc/net/tcp6'))];
  return rows
    .filter((row) => row[3] === '0A')
    .map((row): Found => {
      const [address = '', port = ''] = row[1]?.split(':') ?? [];
      return [row[9] ?? '', { kind: 'port', pid: 0, address, port: Number.parseInt(port, 16) }];
    });
};

/** The flag of a socket that accepts connections. See `SO_ACCEPTCON` in unix(7) and proc(5). */
const acceptsConnections = '00010000';

const unixSockets = async (): Promise<readonly Found[]> =>
  (await rowsOf('/proc/net/unix'))
    .filter((row) => row[3] === acceptsConnections)
    .map((row): Found => [row[6] ?? '', { kind: 'path', pid: 0, path: row[7] ?? '' }]);

const socketsOf = async (pid: number): Promise<readonly string[]> => {
  const directory = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(directory).catch(() => [])).map((name) =>
      readlink(`${directory}/${name}`).catch(() => ''),
    ),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
};

const processTree = async (root: number): Promise<readonly number[]> => {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(
    await Promise.all(all.map(async (pid) => [pid, await parentOf(pid)] as const)),
  );
  const below = (pid: number): number[] => [
    pid,
    ...all.filter((one) => parents.get(one) === pid).flatMap(below),
  ];
  return below(root);
};

/** The name of a program, which is in parentheses, can have spaces. */
const parentOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
};
