import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Ref, useEffect, useState } from 'react';
import { countText, type FaultGroup, faultGroups } from './fault-groups.ts';
import { FaultSwitch } from './fault-switch.tsx';
import type { FaultsView } from './use-faults.ts';

export type FaultSwitchesProps = {
  readonly view: FaultsView;
  readonly searchRef: Ref<InputProps.Ref>;
  /** The fault that a link opened. A new object opens it again. */
  readonly shown: { readonly name: string } | undefined;
};

/** Lists the faults of the local stack by hop, each with a switch. */
export const FaultSwitches = ({ view, searchRef, shown }: FaultSwitchesProps) => {
  const [search, setSearch] = useState('');
  const [openHops, setOpenHops] = useState<ReadonlySet<number>>(new Set());
  const groups = faultGroups(view.faults, search);
  const isSearching = search.trim() !== '';
  const shownHop = view.faults.find(({ name }) => name === shown?.name)?.hop;

  useEffect(() => {
    if (shown === undefined || shownHop === undefined) return;
    setSearch('');
    setOpenHops((open) => new Set(open).add(shownHop));
    // The switch is in the page after the section has opened.
    const timer = setTimeout(() => {
      const row = document.getElementById(rowId(shown.name));
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector('input')?.focus();
    });
    return () => clearTimeout(timer);
  }, [shown, shownHop]);

  return (
    <section aria-label="Fault switches">
      <SpaceBetween size="s">
        <Header variant="h3" counter={`(${view.faults.length})`}>
          Fault switches
        </Header>
        <Input
          ref={searchRef}
          type="search"
          value={search}
          onChange={({ detail }) => setSearch(detail.value)}
          onKeyDown={({ detail }) => detail.key === 'Escape' && setSearch('')}
          ariaLabel="Search the faults"
          clearAriaLabel="Clear the search"
          placeholder="Name, effect, code or hop"
        />
        <LiveRegion>
          {isSearching && (
            <Box color="text-body-secondary" variant="small">
              {matchText(groups)}
            </Box>
          )}
        </LiveRegion>
        {groups.map(({ hop, faults }) => (
          <ExpandableSection
            key={hop.hop}
            variant="footer"
            expanded={isSearching || openHops.has(hop.hop)}
            onChange={({ detail }) =>
              setOpenHops((open) => {
                const next = new Set(open);
                next.delete(hop.hop);
                return detail.expanded ? next.add(hop.hop) : next;
              })
            }
            headerText={`Hop ${hop.hop} · ${countText(faults)}`}
          >
            <SpaceBetween size="s">
              <Box color="text-body-secondary" variant="small">
                {hop.from} → {hop.to}
              </Box>
              {faults.map((fault) => (
                <div
                  key={fault.name}
                  id={rowId(fault.name)}
                  className={fault.name === shown?.name ? 'shown-fault' : undefined}
                >
                  <FaultSwitch fault={fault} view={view} />
                </div>
              ))}
            </SpaceBetween>
          </ExpandableSection>
        ))}
      </SpaceBetween>
    </section>
  );
};

const rowId = (name: string): string => `switch-${name}`;

const matchText = (groups: readonly FaultGroup[]): string => {
  const count = groups.reduce((total, { faults }) => total + faults.length, 0);
  if (count === 0) return 'No fault matches.';
  return count === 1 ? '1 fault matches.' : `${count} faults match.`;
};
