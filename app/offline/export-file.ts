import { RECORD_KINDS, type SealedRecord } from "~/modules/visits/domain/care-record";

/** 待上传文件: sealed records as they are, readable by the server alone; any phone or desk of the city can hand them in. */
const FORMAT = "quarterhour-care-records-1";

export const exportFile = (records: readonly SealedRecord[], madeAt: string): Blob =>
  new Blob(
    [
      `{"format":${JSON.stringify(FORMAT)},"madeAt":${JSON.stringify(madeAt)},"records":[\n`,
      ...records.map((record, n) => `${n ? ",\n" : ""}${JSON.stringify(record)}`),
      "\n]}\n",
    ],
    { type: "application/json" },
  );

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** The records of such a file; null = it is none, or not whole. */
export function readExportFile(text: string): SealedRecord[] | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isThing(read) || read.format !== FORMAT || !Array.isArray(read.records)) return null;
  const records = (read.records as unknown[]).filter(isSealed);
  return records.length === read.records.length
    ? records.map(({ kind, id, keyId, enc, text: sealed }) => ({ kind, id, keyId, enc, text: sealed }))
    : null;
}

const isThing = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isSealed = (value: unknown): value is SealedRecord =>
  isThing(value) &&
  RECORD_KINDS.some((kind) => kind === value.kind) &&
  typeof value.id === "string" &&
  UUID.test(value.id) &&
  typeof value.keyId === "string" &&
  [value.enc, value.text].every((part) => typeof part === "string" && BASE64URL.test(part));
