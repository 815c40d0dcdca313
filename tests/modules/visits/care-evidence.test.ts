import sharp from "sharp";
import { v4 as randomId, v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealedPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { bitsApart } from "~/modules/visits/domain/picture-hash";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { openValue, sealValue } from "~/platform/sealed-value.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { handIn, said, sealedPhoto, sealedPosition, sealedVisit, statesOf } from "./care-phone";
import { madeElder, makeVisitingTown, VISITOR } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

const drawn = (from: number, quality = 80) =>
  sharp(Buffer.from(Array.from({ length: 60 * 40 * 3 }, (_, at) => (from + Math.floor(at / 3 / 7) * 5) % 256)), {
    raw: { width: 60, height: 40, channels: 3 },
  })
    .resize(640, 480)
    .withExif({ IFD0: { Copyright: "Shi Li" } })
    .jpeg({ quality })
    .toBuffer();
const agrees = (residentId: string, scope: string) =>
  sql`INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (${newId()}, ${residentId}, ${scope}, '2024-01-01', 'resident', 'paper')`;
async function visited(...scopes: string[]): Promise<{ elder: string; visit: string }> {
  const elder = await madeElder(records);
  for (const scope of scopes) await agrees(elder, scope);
  const one = said(elder);
  await handIn([await sealedVisit(one)]);
  return { elder, visit: one.clientId };
}

test("a photo is drawn anew without what the camera wrote, hashed, sealed, and stored once", async () => {
  const { visit } = await visited();
  const photo = await sealedPhoto(visit, await drawn(0));
  expect(statesOf(await handIn([photo]))).toEqual(["stored"]);
  expect(statesOf(await handIn([photo]))).toEqual(["stored-already"]);
  expect(statesOf(await handIn([await sealedPhoto(visit, await drawn(99), { id: photo.id })]))).toEqual([
    "refused other-content",
  ]);
  const [row] =
    await sql`SELECT picture_cipher AS cipher, width, height, perceptual_hash::text AS hash, author_id AS author FROM visit_photo WHERE id = ${photo.id}`;
  expect(row).toMatchObject({ width: 640, height: 480, author: VISITOR.personId });
  const picture = Buffer.from(openValue(row!.cipher as string, `visit_photo.picture_cipher.${photo.id}`), "base64");
  const { format, exif } = await sharp(picture).metadata();
  expect([format, exif]).toEqual(["webp", undefined]);
  const again = await sealedPhoto(visit, await drawn(0, 40));
  await handIn([again]);
  const [same] = await sql`SELECT perceptual_hash::text AS hash FROM visit_photo WHERE id = ${again.id}`;
  expect(
    bitsApart(BigInt(same!.hash as string), BigInt(row!.hash as string)),
    "the same picture saved more coarsely",
  ).toBeLessThan(8);
});

test("photos and positions go after their visit in one request; before it they wait, and a face needs consent", async () => {
  const elder = await madeElder(records);
  const one = said(elder);
  const picture = await drawn(40);
  const [photo, face, position] = [
    await sealedPhoto(one.clientId, picture),
    await sealedPhoto(one.clientId, picture, { showsFace: true }),
    await sealedPosition(one.clientId),
  ];
  expect(statesOf(await handIn([photo, position]))).toEqual(["later visit-not-here", "later visit-not-here"]);
  expect(statesOf(await handIn([photo, position, face, await sealedVisit(one)]))).toEqual([
    "stored",
    "refused no-consent",
    "refused no-consent",
    "stored",
  ]);
  await agrees(elder, "photos");
  await agrees(elder, "position");
  expect(statesOf(await handIn([position, face]))).toEqual(["stored", "stored"]);
  const nothing = await sealedPhoto(one.clientId, new TextEncoder().encode("no picture"));
  expect(statesOf(await handIn([nothing]))).toEqual(["refused no-picture"]);
  const never = said(await madeElder(records, { responsible: null }));
  const both = [await sealedVisit(never), await sealedPhoto(never.clientId, picture)];
  await handIn(both);
  expect(statesOf(await handIn(both)), "of a visit that was refused").toEqual(["refused not-permitted", "refused visit-refused"]);
});

test("of one visit there are six photos at most, however many come at once", async () => {
  const { visit } = await visited();
  const picture = await drawn(80);
  const photos = await Promise.all(Array.from({ length: 8 }, () => sealedPhoto(visit, picture)));
  const states = (await Promise.all(photos.map((photo) => handIn([photo])))).flatMap(statesOf);
  expect(states.filter((state) => state === "stored")).toHaveLength(6);
  expect(states.filter((state) => state === "refused too-many-photos")).toHaveLength(2);
});

test("a position is sealed, and how far it was from the home on record stands beside it", async () => {
  const { elder, visit } = await visited("position");
  const id = newId();
  await sql`INSERT INTO resident_sensitive (id, resident_id, kind, cipher) VALUES (${id}, ${elder}, 'home-position', ${sealValue("113.625300,34.746600", sealedPlaceOf(id))})`;
  const position = await sealedPosition(visit);
  expect(statesOf(await handIn([position]))).toEqual(["stored"]);
  expect(statesOf(await handIn([position]))).toEqual(["stored-already"]);
  expect(statesOf(await handIn([await sealedPosition(visit, randomId())])), "the first holds").toEqual(["refused other-content"]);
  const [row] =
    await sql`SELECT distance_metres AS metres, accuracy_metres AS accuracy, position_cipher AS cipher FROM visit_position WHERE event_id = ${visit}`;
  expect(row).toMatchObject({ metres: 11, accuracy: 12 });
  expect(openValue(row!.cipher as string, `visit_position.position_cipher.${visit}`)).toBe("113.625300,34.746700");
});

test("with a file that is let go its photos and positions go, and nothing of them is ever rewritten", async () => {
  const { elder, visit } = await visited("position");
  await handIn([await sealedPhoto(visit, await drawn(120)), await sealedPosition(visit)]);
  await expect(sql`UPDATE visit_photo SET shows_face = true WHERE event_id = ${visit}`).rejects.toThrow(/not rewritten/);
  await sql`
    UPDATE resident SET state = 'left', left_on = current_date, left_reason = 'moved', name = '—', pinyin = '', initials = '', sex = 'unknown', born_on = NULL, cell = NULL,
      responsible_id = NULL, erased_at = now() WHERE id = ${elder}`;
  expect(
    await sql`SELECT 1 FROM visit_photo WHERE event_id = ${visit} UNION ALL SELECT 1 FROM visit_position WHERE event_id = ${visit}`,
  ).toHaveLength(0);
});
