// The list as a sheet: in the headings and words its own import reads, so that what went out comes in again unchanged.
import type { Choice } from "~/modules/imports/domain/cell-words";
import { fieldOf } from "~/modules/imports/domain/row-schema";
import { TYPED_HERE, type PremisesContact } from "./premises";
import { FIRE_CHOICES, LIFT_CHOICES, premisesImportSchema, QUALITY_CHOICES, STAGE_CHOICES } from "./premises-import";
import type { PremisesRow } from "./premises-list";
import { isDropped } from "./premises-stage";

export interface PremisesSheetRow extends PremisesRow {
  readonly areaName: string;
  /** null = nobody is named, or it stays where it is */
  readonly contact: PremisesContact | null;
}

interface Column {
  readonly heading: string;
  readonly value: (row: PremisesSheetRow) => string | number | null;
  readonly width: number;
}

export function premisesSheet(language: "zh" | "en", hasContacts: boolean, mark: string): readonly Column[] {
  const column = (key: string, value: Column["value"], width = 12): Column => {
    const field = fieldOf(premisesImportSchema, key);
    return { heading: field ? field[language] : key, value, width };
  };
  const own = (zh: string, en: string, value: Column["value"], width = 16): Column => ({
    heading: language === "en" ? en : zh,
    value,
    width,
  });
  const word = (choices: readonly Choice[], key: string): string =>
    choices.find((choice) => choice.key === key)?.[language] ?? key;
  const yuan = (fen: number | null): number | null => (fen === null ? null : fen / 100);
  return [
    column(
      "externalId",
      ({ externalId, source }) => (externalId.startsWith("~") || source === TYPED_HERE ? null : externalId),
      14,
    ),
    column("name", ({ name }) => name, 32),
    column("stage", ({ standing }) => word(STAGE_CHOICES, standing.stage)),
    own("此阶段自", "since", ({ standing }) => standing.on, 12),
    column("droppedBecause", ({ standing }) => (isDropped(standing) ? standing.reason : null), 20),
    column("areaCode", ({ areaCode, cityCode }) => (areaCode === cityCode ? null : areaCode), 16),
    own("所在地方", "within", ({ areaName }) => areaName, 28),
    column("address", ({ address }) => address, 32),
    column("lon", ({ position }) => position?.lon ?? null),
    column("lat", ({ position }) => position?.lat ?? null),
    column("positionQuality", ({ position }) => word(QUALITY_CHOICES, position?.quality ?? "unplaced")),
    column("areaM2", ({ areaM2 }) => areaM2),
    column("floor", ({ floor }) => floor),
    column("lift", ({ lift }) => word(LIFT_CHOICES, lift)),
    column("ownership", ({ ownership }) => ownership, 18),
    column("lease", ({ leaseUntil, leaseWords }) => leaseUntil ?? leaseWords, 14),
    column("fire", ({ fire }) => word(FIRE_CHOICES, fire), 14),
    column("rent", ({ rentFen }) => yuan(rentFen), 14),
    column("build", ({ buildFen }) => yuan(buildFen), 14),
    column("yearly", ({ yearlyFen }) => yuan(yearlyFen), 16),
    column("places", ({ places }) => places),
    ...(hasContacts
      ? [
          column("contactName", ({ contact }) => contact?.name ?? null),
          column("phone", ({ contact }) => contact?.phone ?? null, 18),
        ]
      : []),
    column("note", ({ note }) => note, 32),
    own("清单", "list", ({ source }) => source, 20),
    column("premisesId", ({ id }) => id, 38),
    ...(mark ? [own("演示标识", "mark", () => mark, 60)] : []),
  ];
}
