import fc from "fast-check";
import sharp from "sharp";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SealedRecord } from "~/modules/visits/domain/care-record";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { handIn, said, sealedPhoto, sealedPosition, sealedVisit } from "./care-phone";
import { madeElder, makeVisitingTown, STRANGER, VISITOR } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

/** Two visits with what belongs to them, one that is never taken, and its photo. */
async function oneDay(): Promise<{ sent: SealedRecord[]; visits: string[] }> {
  const elders = [await madeElder(records), await madeElder(records)];
  for (const id of elders)
    await sql`INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (${newId()}, ${id}, 'position', '2024-01-01', 'resident', 'paper')`;
  const visits = elders.map((id) => said(id, { findings: ["health"] }));
  const never = said(await madeElder(records, { responsible: null }));
  const picture = await sharp({ create: { width: 32, height: 24, channels: 3, background: "#888" } })
    .png()
    .toBuffer();
  const sent = [
    ...(await Promise.all([...visits, never].map((visit) => sealedVisit(visit)))),
    ...[
      await sealedPhoto(visits[0]!.clientId, picture),
      await sealedPosition(visits[1]!.clientId),
      await sealedPhoto(never.clientId, picture),
    ],
  ];
  return { sent, visits: [...visits, never].map(({ clientId }) => clientId) };
}
const rowsOf = async (visits: readonly string[]) => {
  const [row] = await sql`
    SELECT (SELECT count(*)::int FROM visit_event WHERE client_id = ANY(${[...visits]})) AS visits, (SELECT count(*)::int FROM finding WHERE event_id = ANY(${[...visits]})) AS findings,
      (SELECT count(*)::int FROM visit_photo WHERE event_id = ANY(${[...visits]})) AS photos, (SELECT count(*)::int FROM visit_position WHERE event_id = ANY(${[...visits]})) AS positions,
      (SELECT count(*)::int FROM audit_event WHERE action = 'log:visit' AND subject_id = ANY(${[...visits]})) AS told`;
  return row;
};

test("any order and any repetition, in requests of any size and by anybody, end in the same rows", async () => {
  const request = fc.record({ picks: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), isOther: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 4 }), async (requests) => {
      const { sent, visits } = await oneDay();
      await Promise.all(
        requests.slice(0, 2).map(({ picks, isOther }) =>
          handIn(
            picks.map((at) => sent[at]!),
            isOther ? STRANGER.personId : VISITOR.personId,
          ),
        ),
      );
      for (const { picks } of requests.slice(2)) await handIn(picks.map((at) => sent[at]!));
      await handIn(sent);
      expect(await rowsOf(visits)).toEqual({ visits: 2, findings: 2, photos: 1, positions: 1, told: 2 });
    }),
    { numRuns: 5 },
  );
});
