export function formatTime(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** A date without its year and milliseconds: `11-29 10:00:05`. */
export function formatDate(text: string | Date | undefined): string {
  const date = new Date(text ?? '');
  if (Number.isNaN(date.getTime())) return '-';
  return `${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${formatTime(date)}`;
}

/** A duration in its largest unit: `5s`, `12m`, `3h`, `2d`. */
export function formatAge(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 86_400)}d`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
