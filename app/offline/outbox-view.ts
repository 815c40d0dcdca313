import type { Outbox, OutboxItem } from "./care-phone";
import { mayLeave, type HeldItem } from "./outbox-item";
import type { OutboxSender } from "./outbox-sender";
import type { OpenVault } from "./vault";
import { deciphered, digestOf, enciphered, type Enciphered } from "./vault-cipher";

/** What only the saver's own open list shows of a record. */
export interface KeptLabel {
  readonly label: string;
  readonly digest: string;
}

const labelPlace = (id: string): string => `label/${id}`;

export const sealLabel = (vault: OpenVault, id: string, label: KeptLabel): Promise<Enciphered> =>
  enciphered(vault.key, labelPlace(id), label);

export const whoOf = (person: string): Promise<string> => digestOf(`care-person:${person}`);

/** null = locked, or another's */
export async function labelOf(item: HeldItem, vault: OpenVault | null): Promise<KeptLabel | null> {
  if (!vault || !item.label || item.who !== (await whoOf(vault.person))) return null;
  try {
    return (await deciphered(vault.key, labelPlace(item.id), item.label)) as KeptLabel;
  } catch {
    // Saved before the PIN was forgotten: its words went with the key.
    return null;
  }
}

/** Where else a refused record lies. */
const copyOf = (item: HeldItem): OutboxItem["copy"] =>
  item.isKept !== false ? "desk" : mayLeave(item) ? (item.why === "no-consent" ? "not-agreed" : "file") : "none";

export const NO_OUTBOX: Outbox = { items: [], unsent: 0, halt: null, nextTryAt: null, isPersisted: null };

/** The outbox as a screen shows it, newest first. Labels that were opened once are not opened again. */
export async function outboxView(
  items: readonly HeldItem[],
  vault: OpenVault | null,
  sender: Pick<OutboxSender, "halt" | "nextTryAt" | "underWay">,
  isPersisted: boolean | null,
  opened: Map<string, string | null>,
): Promise<Outbox> {
  const shown = await Promise.all(
    items.map(async (item): Promise<OutboxItem> => {
      if (!opened.has(item.id)) opened.set(item.id, (await labelOf(item, vault))?.label ?? null);
      const { id, kind, savedAt, bytes, tries, why, acknowledgedAt } = item;
      const state = item.state === "waiting" && sender.underWay.has(id) ? "sending" : item.state;
      return { id, kind, savedAt, state, label: opened.get(id) ?? null, bytes, tries, why, acknowledgedAt, copy: copyOf(item) };
    }),
  );
  return {
    items: shown.sort((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : 0)),
    unsent: items.filter(({ state }) => state === "waiting").length,
    halt: sender.halt,
    nextTryAt: sender.nextTryAt === null ? null : new Date(sender.nextTryAt).toISOString(),
    isPersisted,
  };
}
