import type { EventRecord } from '../../api/contract.ts';

const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DATE_AND_TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export const formatNumber = (value: number): string => NUMBER.format(value);

export function count(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

const formatDate = (format: Intl.DateTimeFormat, at: string): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : format.format(date);
};

export const formatTime = (at: string): string => formatDate(TIME, at);
export const formatDateAndTime = (at: string): string => formatDate(DATE_AND_TIME, at);
export const formatDayAndTime = (at: string): string => formatDate(DAY_AND_TIME, at);

export function formatMilliseconds(value: number): string {
  if (value >= 10_000) return `${formatNumber(Math.round(value / 1000))} s`;
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(value < 0.1 ? 2 : 1)} ms`;
}

export function formatAge(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

export function formatBytes(value: number): string {
  if (value < 1000) return `${value} B`;
  return value < 1_000_000 ? `${(value / 1000).toFixed(1)} kB` : `${(value / 1_000_000).toFixed(1)} MB`;
}

export const titleOf = ({ type, contentKind }: EventRecord): string =>
  type === undefined ? 'Delivery' : `${type}${contentKind && contentKind !== 'text' ? ` · ${contentKind}` : ''}`;
