/** The caller gets no answer at all: its connection ends. */
export class ConnectionLostError extends Error {
  constructor() {
    super('The caller gets no answer.');
    this.name = 'ConnectionLostError';
  }
}
