interface PageRequest {
  readonly page?: unknown;
  readonly size?: unknown;
}

/** Returns one page, counted from 1, with the field names of the instance list (doc). */
export function paginate<T>(all: readonly T[], request: PageRequest, defaultSize = 20) {
  const page = Math.max(1, Number(request.page ?? 1) || 1);
  const size = Math.max(1, Number(request.size ?? defaultSize) || defaultSize);
  return {
    page,
    size,
    total: all.length,
    total_pages: Math.ceil(all.length / size),
    content: all.slice((page - 1) * size, page * size),
  };
}
