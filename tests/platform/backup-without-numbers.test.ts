import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { rotatePiece, rotationStatus, startRotation } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { sweepUploads } from "~/modules/imports/use-cases/sweep-uploads.server";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { readImportFile } from "~/platform/import-files.server";
import { addRingKey, keyRing } from "~/platform/key-ring.server";
import { madeActor } from "../factories/made-actor";
import { withTestDatabase } from "../factories/test-database";
import { csv } from "../modules/imports/office-files";
import { emptyCity, previewed, written } from "../modules/imports/running-import";

/** Numbers that belong to nobody. */
const [WRITTEN, REFUSED, WAITING, NOTE, OF_PERSON] = ["13877770001", "13877770002", "13877770003", "13877770004", "13877770005"];
const IDENTITY = "11010519491231002X";
const EACH = [WRITTEN, REFUSED, WAITING, NOTE, OF_PERSON, IDENTITY];
const HEAD = "编号,名称,设施类型,联系电话,备注";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-numbers-"));
const data = join(folder, "data");
const before = { ...process.env };
let waiting = "";

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = data;
  process.env.QUARTERHOUR_KEYS = join(folder, "ring", "keys.json");
  await emptyCity("4199", "新城市");
  const person = newId();
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${person}, '示例', 'health', '4199')`;
  const chief = madeActor({ personId: newId(), role: "administrator" });
  await savePersonValue(chief, person, "phone", OF_PERSON);
  await savePersonValue(chief, person, "identity-number", IDENTITY);
  const first = csv([
    HEAD,
    `P1,一中心,社区日间照料中心,${WRITTEN},`,
    `P2,二中心,没有这种,${REFUSED},证件 ${IDENTITY}`,
    `填表人：某某 ${NOTE},,,,`,
  ]);
  await written((await previewed(first, { city: "4199" })).id, { leaveOutRefused: true });
  waiting = (await previewed(csv([HEAD, `P3,三中心,社区日间照料中心,${WAITING},`]), { city: "4199" })).id;
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

/** Where a planted number can be read: files as they lie, and what is packed in them. */
function readableIn(place: string): string[] {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    const texts = [bytes, ...(name.endsWith(".gz") ? [gunzipSync(bytes)] : [])];
    return EACH.filter((number) => texts.some((text) => text.includes(number))).map((number) => `${number} in ${name}`);
  });
}

const backUp = () =>
  makeBackup({ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", into: join(folder, "backups"), way: "copy" });

test("no file of a backup and no file beside the database shows a number that was uploaded or kept, and readers still get it", async () => {
  const { folder: backup, manifest } = await backUp();
  expect(readableIn(backup)).toEqual([]);
  expect(readableIn(data)).toEqual([]);
  expect(manifest.files.filter(({ path }) => path.startsWith("files/imports/"))).toHaveLength(2);
  expect(String(await readImportFile(waiting))).toContain(WAITING);
});

test("an upload from before files were sealed is read, sealed in the copy, and sealed where it lies by the next sweep, or several at once", async () => {
  const plain = csv([HEAD, `P4,四中心,社区日间照料中心,${WAITING},`]);
  writeFileSync(join(data, "imports", waiting), plain);
  expect(await readImportFile(waiting)).toEqual(Buffer.from(plain));
  expect(readableIn((await backUp()).folder)).toEqual([]);
  expect(readableIn(data)).toEqual([`${WAITING} in ${waiting}`]);
  const sweeper = madeActor({ role: "administrator" });
  await Promise.all([1, 2, 3].map(() => sweepUploads(sweeper)));
  expect(readableIn(data)).toEqual([]);
  expect(readdirSync(join(data, "imports"))).toHaveLength(2);
  expect(await readImportFile(waiting)).toEqual(Buffer.from(plain));
});

test("a change of keys reaches the files, and one that was moved to another's place does not open", async () => {
  const plain = await readImportFile(waiting);
  const fresh = addRingKey();
  await startRotation();
  while ((await rotatePiece(sealedPlaces)) === "more");
  const { used } = await rotationStatus(sealedPlaces);
  expect(used.filter(({ place }) => place === "import_file")).toEqual([{ place: "import_file", key: fresh, values: 2 }]);
  expect([...keyRing().keys.values()].filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id)).toEqual([fresh]);
  expect(await readImportFile(waiting)).toEqual(plain);
  const [other] = readdirSync(join(data, "imports")).filter((name) => name !== waiting);
  writeFileSync(join(data, "imports", other ?? ""), readFileSync(join(data, "imports", waiting)));
  await expect(readImportFile(other ?? "")).rejects.toThrow(/does not open: not-authentic/);
});
