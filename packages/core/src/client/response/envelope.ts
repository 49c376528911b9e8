/** The result of every call. */
export interface Envelope<T> {
  /** The code in VZaps' response. If the response has none, the HTTP status. */
  code: number;
  /** Always `true`. A call rejects if VZaps answers `false`. */
  success: true;
  /** The result of the call. */
  data: T;
}

/** One page of a list. */
export interface Page<T> {
  /** The entries of this page. */
  content: T[];
  /** The number of this page. The first page is 1. */
  page: number;
  /** Entries per page. */
  size: number;
  /** Entries on all pages, if VZaps sends the number. */
  total?: number | undefined;
  /** Number of pages, if VZaps sends it. */
  totalPages?: number | undefined;
}
