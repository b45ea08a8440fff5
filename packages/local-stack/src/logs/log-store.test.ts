import { describe, expect, it } from '@jest/globals';
import { createLogStore } from './log-store.ts';

const clock = { now: () => 1000 };

describe('the log store', () => {
  it('drops the oldest events of a group that has too many', () => {
    const group = createLogStore(clock).create('group');
    for (let index = 0; index < 5_001; index += 1) group.append('stream', String(index));
    expect(group.events).toHaveLength(5_000);
    expect(group.events[0]).toMatchObject({ message: '1', sequence: 1, timestampMs: 1000 });
  });

  it('drops the oldest events of a group that is too large, and counts its bytes', () => {
    const group = createLogStore(clock).create('group');
    const message = 'x'.repeat(1024 * 1024);
    for (let index = 0; index < 9; index += 1) group.append('stream', message);
    expect(group.events).toHaveLength(7);
    expect(group.storedBytes()).toBe(7 * (1024 * 1024 + 26));
  });

  it('keeps a bounded number of streams', () => {
    const group = createLogStore(clock).create('group');
    for (let index = 0; index < 1001; index += 1) group.append(`stream ${index}`, '');
    expect(group.streams.size).toBe(1000);
    expect(group.streams.has('stream 0')).toBe(false);
  });

  it('keeps the groups of an updated template with their events, and those of no template', () => {
    const store = createLogStore(clock);
    store.deploy(['kept', 'deleted']);
    store.create('kept').append('stream', 'line');
    store.create('created by a function');
    store.deploy(['kept', 'added']);
    expect(store.groups().map(({ name, events }) => [name, events.length])).toEqual([
      ['kept', 1],
      ['created by a function', 0],
      ['added', 0],
    ]);
  });
});
