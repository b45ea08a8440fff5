import type { Clock } from '@hopwise/auth/clock';

/** Limits of one log group. The oldest events and streams are dropped first. */
const maxEvents = 5_000;
const maxBytes = 8 * 1024 * 1024;
const maxStreams = 1000;

/** CloudWatch Logs adds this to the bytes of a message when it counts the size of an event. */
export const eventOverheadBytes = 26;

export type LogEvent = {
  /** Increases with each event of the store, so that a page can continue after an event. */
  readonly sequence: number;
  readonly logStreamName: string;
  readonly timestampMs: number;
  readonly message: string;
};

export type LogStream = {
  readonly name: string;
  readonly createdAtMs: number;
  readonly firstEventAtMs: number;
  lastEventAtMs: number;
};

export type LogGroup = {
  readonly name: string;
  readonly createdAtMs: number;
  /** Oldest first. */
  readonly events: readonly LogEvent[];
  readonly streams: ReadonlyMap<string, LogStream>;
  storedBytes(): number;
  append(logStreamName: string, message: string): void;
};

export type LogStore = {
  groups(): readonly LogGroup[];
  find(name: string): LogGroup | undefined;
  /** Returns the existing group of that name, or a new one. */
  create(name: string): LogGroup;
  /** Creates the groups of a new template, and deletes those that only the previous template has. */
  deploy(names: readonly string[]): void;
};

const sizeOf = (message: string): number => Buffer.byteLength(message) + eventOverheadBytes;

/** The log groups of the account, in memory and bounded. */
export const createLogStore = (clock: Clock): LogStore => {
  const groups = new Map<string, LogGroup>();
  let deployed: readonly string[] = [];
  let nextSequence = 0;

  const newGroup = (name: string): LogGroup => {
    const events: LogEvent[] = [];
    const streams = new Map<string, LogStream>();
    let bytes = 0;

    const streamOf = (streamName: string, now: number): LogStream => {
      const known = streams.get(streamName);
      if (known) return known;
      const created = {
        name: streamName,
        createdAtMs: now,
        firstEventAtMs: now,
        lastEventAtMs: now,
      };
      streams.set(streamName, created);
      const [oldest] = streams.keys();
      if (streams.size > maxStreams && oldest !== undefined) streams.delete(oldest);
      return created;
    };

    return {
      name,
      createdAtMs: clock.now(),
      events,
      streams,
      storedBytes: () => bytes,
      append(logStreamName, message) {
        const now = clock.now();
        streamOf(logStreamName, now).lastEventAtMs = now;
        events.push({ sequence: nextSequence++, logStreamName, timestampMs: now, message });
        bytes += sizeOf(message);
        while (events.length > maxEvents || bytes > maxBytes) {
          bytes -= sizeOf(events.shift()?.message ?? '');
        }
      },
    };
  };

  const create = (name: string): LogGroup => {
    const group = groups.get(name) ?? newGroup(name);
    groups.set(name, group);
    return group;
  };

  return {
    groups: () => [...groups.values()],
    find: (name) => groups.get(name),
    create,
    deploy(names) {
      for (const name of deployed) if (!names.includes(name)) groups.delete(name);
      for (const name of names) create(name);
      deployed = names;
    },
  };
};
