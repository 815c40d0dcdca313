/** What must hold whatever was cut off, and when: each line is empty. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Client } from "./client";
import { CITY, hashOf, ROWS } from "./deeds";
import type { Ledger } from "./ledger";
import type { TownHall } from "./town-hall";

export type Broken = Readonly<Record<string, readonly unknown[]>>;

/** Nothing half, nothing without what belongs to it. */
async function halves({ rows }: Ask): Promise<Broken> {
  return {
    "half an edit: version and history differ": await rows(`
      SELECT f.id, f.version FROM facility f WHERE f.version <> (SELECT count(*) FROM revision r WHERE r.facility_id = f.id)`),
    "a facility without a state or an offering": await rows(`
      SELECT f.id FROM facility f WHERE NOT EXISTS (SELECT FROM facility_state s WHERE s.facility_id = f.id)
        OR NOT EXISTS (SELECT FROM offering o WHERE o.facility_id = f.id)`),
    "half an import": await rows(`
      SELECT b.id, b.status, b.counts FROM import_batch b
      WHERE (SELECT count(*) FROM facility f WHERE f.import_batch_id = b.id) <>
        CASE WHEN b.status IN ('done', 'undoing') THEN ${ROWS} ELSE 0 END`),
    "half a preview": await rows(`
      SELECT b.id, b.status FROM import_batch b WHERE b.status IN ('previewed', 'writing')
        AND (SELECT count(*) FROM staging.import_row r WHERE r.batch_id = b.id) NOT IN (0, ${ROWS})`),
    "rows of an import nobody knows": await rows(`
      SELECT DISTINCT batch_id FROM staging.import_row r WHERE NOT EXISTS (SELECT FROM import_batch b WHERE b.id = r.batch_id)`),
    "an import written or undone without its record, or the other way round": await rows(`
      SELECT b.id, b.status FROM import_batch b WHERE
        (b.status IN ('done', 'undoing', 'undone')) <> (1 = (SELECT count(*) FROM audit_event e
          WHERE e.action = 'write:import' AND e.result = 'done' AND e.subject_id = b.id::text))
        OR (b.status = 'undone') <> (1 = (SELECT count(*) FROM audit_event e
          WHERE e.action = 'undo:import' AND e.result = 'done' AND e.subject_id = b.id::text))`),
    "a change of the catalog without its record": await rows(`
      SELECT f.id FROM facility f WHERE f.import_batch_id IS NULL AND f.external_source IS NULL
        AND f.version <> (SELECT count(*) FROM audit_event e WHERE e.subject_kind = 'facility' AND e.subject_id = f.id::text AND e.result = 'done')`),
    "half a deletion: person, approval and record differ": await rows(`
      SELECT a.subject_id, a.decision FROM approval a WHERE
        (a.decision IS NOT DISTINCT FROM 'approved') = EXISTS (SELECT FROM person p WHERE p.id = a.subject_id)
        OR (a.decision IS NOT DISTINCT FROM 'approved') <> (1 = (SELECT count(*) FROM audit_event e
          WHERE e.action = 'delete:person' AND e.result = 'done' AND e.subject_id = a.subject_id::text))`),
    "a session without the record of its opening": await rows(`
      SELECT s.id FROM session s WHERE 1 <> (SELECT count(*) FROM audit_event e
        WHERE e.action = 'open:session' AND e.facts ->> 'session' = s.id::text)`),
    "a session of nobody": await rows(
      `SELECT s.id FROM session s WHERE NOT EXISTS (SELECT FROM person p WHERE p.id = s.person_id)`,
    ),
  };
}

/** Nothing acknowledged is lost, nothing ended goes on. */
async function promises({ rows }: Ask, ledger: Ledger): Promise<Broken> {
  const missing = (table: string, ids: Iterable<string>) =>
    rows(`SELECT id FROM unnest($1::uuid[]) id WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id = id.id)`, [[...ids]]);
  const there = (table: string, ids: Iterable<string>) => rows(`SELECT id FROM ${table} WHERE id = ANY($1::uuid[])`, [[...ids]]);
  const imports = (state: string, wanted: readonly string[]) =>
    rows("SELECT id, status, failure FROM import_batch WHERE id = ANY($1::uuid[]) AND status <> ALL($2)", [
      [...ledger.imports].filter(([, told]) => told === state).map(([id]) => id),
      wanted,
    ]);
  const hashes = (ended: string) => ledger.sessions.filter((one) => one.ended === ended).map(({ cookie }) => hashOf(cookie));
  return {
    "a facility that was acknowledged": await missing("facility", ledger.facilities.keys()),
    "an edit that was acknowledged": await rows(
      "SELECT f.id, f.version, t.least FROM unnest($1::uuid[], $2::int[]) AS t(id, least) JOIN facility f ON f.id = t.id AND f.version < t.least",
      [[...ledger.facilities.keys()], [...ledger.facilities.values()]],
    ),
    "an upload that was acknowledged": await missing("import_batch", ledger.imports.keys()),
    "a written import that was seen": await imports("done", ["done"]),
    "an undone import that was seen": await imports("undone", ["undone"]),
    "a photo that was acknowledged": await missing(
      "photo",
      [...ledger.photos].filter((id) => !ledger.photosAsked.has(id)),
    ),
    "a photo that was taken down": await there("photo", ledger.photosTakenDown),
    "a deletion that was asked for": await rows(
      "SELECT person FROM unnest($1::uuid[]) person WHERE NOT EXISTS (SELECT FROM approval a WHERE a.subject_id = person)",
      [[...ledger.deletionsAsked]],
    ),
    "a person who was deleted": await there("person", ledger.deleted),
    "a session that was ended": await rows("SELECT id FROM session WHERE token_hash = ANY($1) OR previous_token_hash = ANY($1)", [
      hashes("yes"),
    ]),
    "a session that goes on": await rows(
      "SELECT hash FROM unnest($1::text[]) hash WHERE NOT EXISTS (SELECT FROM session s WHERE hash IN (s.token_hash, s.previous_token_hash))",
      [hashes("no")],
    ),
  };
}

/** Records and files name each other; of what no record names there is only what a sweep takes. */
async function files({ rows }: Ask, folder: string): Promise<Broken> {
  const photos = await rows<{ name: string }>("SELECT file_name AS name FROM photo");
  const uploads = await rows<{ name: string }>("SELECT stored_name AS name FROM import_batch WHERE forgotten_at IS NULL");
  const streets = await rows<{ name: string; bytes: string }>("SELECT stored_name AS name, bytes FROM street_network");
  const lost = (room: string, names: readonly { name: string }[]) =>
    names.filter(({ name }) => !existsSync(join(folder, room, name)));
  return {
    "a photo without its file": lost("photos", photos),
    "an import without its file": lost("imports", uploads),
    "a network of streets without its whole file": streets.filter(({ name, bytes }) => {
      const path = join(folder, "streets", name);
      return !existsSync(path) || statSync(path).size !== Number(bytes);
    }),
  };
}

export interface Ask {
  readonly rows: TownHall["rows"];
}

/** The lines that are not empty. */
export async function broken(hall: TownHall, ledger: Ledger): Promise<[string, readonly unknown[]][]> {
  const ask: Ask = { rows: (question, values) => hall.rows(question, values) };
  const all = { ...(await halves(ask)), ...(await promises(ask, ledger)), ...(await files(ask, hall.folder)) };
  return Object.entries(all).filter(([, found]) => found.length > 0);
}

/** What visitors meet: whoever was told to be signed in is, whoever was told to be out stands at the door. */
export async function wrongDoors(hall: TownHall, ledger: Ledger, most: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const [ended, wanted] of [
    ["no", 200],
    ["yes", 302],
  ] as const)
    for (const session of ledger.sessions.filter((one) => one.ended === ended).slice(-most)) {
      const client = new Client(() => hall.address);
      client.cookie = session.cookie;
      const { status } = await client.get(`/account/sessions?city=${CITY}`);
      session.cookie = ended === "no" ? client.cookie : session.cookie;
      if (status !== wanted) wrong.push(`a session of ${session.login}, ended: ${ended}, was answered ${status}`);
    }
  return wrong;
}

/** Files that no record names, by their room. */
export async function leftOver(hall: TownHall): Promise<string[]> {
  const named = new Set(
    (
      await hall.rows<{ name: string }>(
        "SELECT file_name AS name FROM photo UNION ALL SELECT stored_name FROM import_batch UNION ALL SELECT stored_name FROM street_network",
      )
    ).map(({ name }) => name),
  );
  return ["photos", "imports", "streets"].flatMap((room) =>
    existsSync(join(hall.folder, room))
      ? readdirSync(join(hall.folder, room)).flatMap((name) => (named.has(name) ? [] : [join(room, name)]))
      : [],
  );
}
