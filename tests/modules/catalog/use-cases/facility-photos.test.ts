import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPhoto, photoBytes, takeDownPhoto } from "~/modules/catalog/use-cases/facility-photos.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { withTestDatabase } from "../../../factories/test-database";
import { caregiver, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "photos-"));
const before = process.env.QUARTERHOUR_DATA;
let id = "";

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = folder;
  await makeTown(records);
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  id = made.value.id;
});
afterAll(() => {
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const picture = () =>
  sharp({ create: { width: 2400, height: 1200, channels: 3, background: "#0f766e" } })
    .jpeg()
    .withExif({ IFD0: { Make: "SecretCamera" }, IFD3: { GPSLatitude: "34/1 45/1 0/1", GPSLatitudeRef: "N" } });
const photo = async (bytes?: Uint8Array) => ({
  bytes: bytes ?? (await picture().toBuffer()),
  caption: "大门",
  takenOn: "2025-05-01",
});
const storedPhotos = async () => (await readFacility(planner, TOWN, id))!;

test("a picture is drawn anew: smaller, WebP, without what the camera wrote beside it", async () => {
  const sent = await photo();
  expect((await sharp(sent.bytes).metadata()).exif).toBeDefined();
  expect((await addPhoto(planner, TOWN.code, id, sent)).ok).toBe(true);
  const { photos, facility, history } = await storedPhotos();
  expect(photos).toMatchObject([{ caption: "大门", takenOn: "2025-05-01" }]);
  const bytes = await photoBytes(planner, photos[0]!.fileName);
  const stored = await sharp(bytes!).metadata();
  expect([stored.format, stored.width, stored.height, stored.exif]).toEqual(["webp", 1600, 800, undefined]);
  expect(bytes!.includes("SecretCamera")).toBe(false);
  expect(facility.version).toBe(2);
  expect(history?.[0]!.differences).toEqual([{ path: ["photo"], before: null, after: "大门" }]);
});

test.each([
  ["a web page named .jpg", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["a drawing that can hold scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ["nothing", Buffer.alloc(0)],
  ["half a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
])("%s is refused by its content", async (_what, bytes) => {
  expect(await addPhoto(planner, TOWN.code, id, await photo(bytes))).toEqual({
    ok: false,
    refusal: { kind: "photo-unreadable" },
  });
});

test("who may not write adds and takes down nothing", async () => {
  const { id: photoId } = (await storedPhotos()).photos[0]!;
  expect(await addPhoto(caregiver, TOWN.code, id, await photo())).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await takeDownPhoto(caregiver, TOWN.code, id, photoId)).toMatchObject({ refusal: { kind: "not-permitted" } });
});

test("a picture for a facility that is not there leaves no file behind", async () => {
  const files = () => readdirSync(join(folder, "photos")).length;
  const there = files();
  const nowhere = "00000000-0000-7000-8000-00000000ffff";
  expect(await addPhoto(planner, TOWN.code, nowhere, await photo())).toMatchObject({ refusal: { kind: "not-found" } });
  expect(files()).toBe(there);
});

test.each(["../../etc/passwd", "x.webp", "00000000-0000-7000-8000-00000000ffff.webp"])(
  "the name %s opens nothing",
  async (name) => {
    expect(await photoBytes(planner, name)).toBeNull();
  },
);

test("a picture taken down is gone from record and folder", async () => {
  const { id: photoId, fileName } = (await storedPhotos()).photos[0]!;
  expect((await takeDownPhoto(planner, TOWN.code, id, photoId)).ok).toBe(true);
  expect(await photoBytes(planner, fileName)).toBeNull();
  expect(readdirSync(join(folder, "photos"))).toEqual([]);
});
