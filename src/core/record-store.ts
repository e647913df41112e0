/**
 * Small records that outlive a reload of the page. For what is no secret only: times, counts, masked destinations, and
 * ids that their backend calls resumable. What comes back may be anything: somebody else can write there too.
 */
export interface RecordStore {
  read(key: string): Readonly<Record<string, unknown>>;
  write(key: string, record: object): void;
  clear(key: string): void;
}

/** Remembers nothing: what a flow has where no page keeps records for it. */
export const noRecords: RecordStore = { read: () => ({}), write: () => {}, clear: () => {} };
