interface Asked {
  readonly page?: unknown;
  readonly size?: unknown;
}

/** A page, counted from 1, with the totals' names as in the instance list (doc). */
export function pageOf<T>(all: readonly T[], asked: Asked, defaultSize = 20) {
  const page = Math.max(1, Number(asked.page ?? 1) || 1);
  const size = Math.max(1, Number(asked.size ?? defaultSize) || defaultSize);
  return {
    page,
    size,
    total: all.length,
    total_pages: Math.ceil(all.length / size),
    content: all.slice((page - 1) * size, page * size),
  };
}
