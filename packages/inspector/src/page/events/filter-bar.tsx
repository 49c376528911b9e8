import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import * as filters from '../state/filters.ts';
import { records } from '../state/records.ts';
import { post, serverState } from '../state/server.ts';
import { count } from '../text/format.ts';
import { makePlain } from '../text/visible.tsx';
import { ConfirmButton } from '../views/confirm.tsx';
import { Icon } from '../views/icon.tsx';
import { CountLine } from './count-line.tsx';

const PERIODS = [
  ['', 'Any time'],
  ['1', 'Last minute'],
  ['5', 'Last 5 minutes'],
  ['15', 'Last 15 minutes'],
  ['60', 'Last hour'],
  ['custom', 'From … to'],
] as const;

export function FilterBar({ search }: { search: RefObject<HTMLInputElement> }) {
  const [isOpen, setOpen] = useState(false);
  const used = filters.filterCount.value - (filters.search.value === '' ? 0 : 1);
  return (
    <search class="filters" data-open={isOpen}>
      <div class="filter-row">
        <input
          ref={search}
          type="search"
          aria-label="Search in text, phone and ids"
          placeholder="Search text, phone, id"
          value={filters.search.value}
          onInput={({ currentTarget }) => {
            filters.search.value = currentTarget.value;
          }}
        />
        <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="filter" />
          <span class={used > 0 ? undefined : 'label'}>Filters{used > 0 ? ` (${used})` : ''}</span>
        </button>
        <Choices />
        <Actions />
      </div>
      <CountLine />
    </search>
  );
}

function Choices() {
  return (
    <div class="choices">
      <Choice label="Type" all="All types" value={filters.type} options={filters.types.value} none="Without a type" />
      <Choice
        label="Instance"
        all="All instances"
        value={filters.instance}
        options={filters.instances.value}
        none="Not verified"
      />
      <select
        aria-label="Time"
        value={filters.period.value}
        onChange={({ currentTarget }) => {
          filters.now.value = Date.now();
          filters.period.value = currentTarget.value;
        }}
      >
        {PERIODS.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {filters.period.value === 'custom' && (
        <>
          <Moment label="From" value={filters.from} />
          <Moment label="To" value={filters.to} />
        </>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  none: string;
  value: Signal<string>;
  options: readonly string[];
}

function Choice({ label, all, none, value, options }: ChoiceProps) {
  // A chosen value stays in the list after its last event was dropped.
  const listed = value.value === '' || options.includes(value.value) ? options : [...options, value.value];
  return (
    <select
      aria-label={label}
      value={value.value}
      onChange={({ currentTarget }) => {
        value.value = currentTarget.value;
      }}
    >
      <option value="">{all}</option>
      {listed.map((option) => (
        <option key={option} value={option}>
          {option === filters.NONE ? none : makePlain(option)}
        </option>
      ))}
    </select>
  );
}

function Moment({ label, value }: { label: string; value: Signal<string> }) {
  return (
    <label class="moment">
      {label}
      <input
        type="datetime-local"
        step="1"
        value={value.value}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
        }}
      />
    </label>
  );
}

function Actions() {
  const isPaused = filters.pausedAt.value !== undefined;
  const waiting = filters.waiting.value;
  return (
    <div class="actions">
      <button
        type="button"
        aria-pressed={isPaused}
        onClick={() => {
          filters.pausedAt.value = isPaused ? undefined : (records.value.at(-1)?.sequence ?? 0);
        }}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
        {isPaused ? `Resume${waiting > 0 ? ` (${waiting} new)` : ''}` : <span class="label">Pause</span>}
      </button>
      {serverState.value?.readOnly === false && (
        <ConfirmButton
          label="Clear"
          question={`Remove ${count(records.value.length, 'event')} from the inspector? VZaps' delivery log keeps its entries.`}
          verb="Remove"
          disabled={records.value.length === 0}
          onConfirm={async () => {
            await post('clear', {});
            filters.pausedAt.value = undefined;
          }}
        />
      )}
    </div>
  );
}
