/** The answer of every call. */
export interface Envelope<T> {
  /** VZaps' own code, which is the HTTP status where it gives none. */
  code: number;
  success: true;
  data: T;
}

/** One page of a list. */
export interface Page<T> {
  content: T[];
  /** Starts at 1. */
  page: number;
  size: number;
  /** Entries on all pages, where VZaps tells. */
  total?: number | undefined;
  totalPages?: number | undefined;
}
