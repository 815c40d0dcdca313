import { areaImport } from "~/modules/imports/use-cases/area-import-subject.server";
import { barrierImport } from "~/modules/imports/use-cases/barrier-import-subject.server";
import type { SubjectKey } from "~/modules/imports/domain/import-batch";
import type { ImportSubject } from "~/modules/imports/use-cases/import-subject.server";
import { landmarkImport } from "~/modules/imports/use-cases/landmark-import-subject.server";
import { populationImport } from "~/modules/imports/use-cases/population-import-subject.server";
import { walkImport } from "~/modules/imports/use-cases/walk-import-subject.server";
import { premisesImport } from "~/modules/siting/use-cases/premises-import-subject.server";
import { comparisonImport } from "~/modules/residents/use-cases/comparison-import-subject.server";
import { residentImport } from "~/modules/residents/use-cases/resident-import-subject.server";
import { gradeImport, inspectionImport } from "~/modules/catalog/use-cases/result-import-subject.server";
import { facilityImport } from "~/modules/catalog/use-cases/facility-import-subject.server";

/** Everything that can be imported, in the order a new city needs it. */
export const importSubjects: readonly ImportSubject[] = [
  areaImport,
  populationImport,
  facilityImport,
  walkImport,
  barrierImport,
  landmarkImport,
  gradeImport,
  inspectionImport,
  premisesImport,
  residentImport,
  comparisonImport,
];

export function subjectOf(key: SubjectKey): ImportSubject {
  const subject = importSubjects.find((one) => one.key === key);
  if (!subject)
    throw new Error(`subject ${JSON.stringify(key)}: expected one of ${importSubjects.map((one) => one.key).join(", ")}`);
  return subject;
}
