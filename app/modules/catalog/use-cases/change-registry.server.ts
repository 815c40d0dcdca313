import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { listFacilityKinds, listServiceTypes, listWalkers, saveFacilityKind, saveServiceType } from "../data/registry.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import {
  checkFacilityKind,
  checkServiceType,
  type FacilityKind,
  type FacilityKindRefusal,
  type ServiceType,
  type ServiceTypeRefusal,
} from "../domain/service-type";
import { mayWriteCatalog, reachOf } from "./may-write-catalog.server";

type NotPermitted = typeof NOT_PERMITTED;

/** Adds a service type, or changes the one of key `editing`; a key stays for good because offerings name it. */
export async function changeServiceType(
  actor: Actor,
  cityCode: string,
  said: ServiceType,
  editing: string | null,
): Promise<Verdict<ServiceType, readonly (ServiceTypeRefusal | NotPermitted)[]>> {
  if (!mayWriteCatalog(actor, cityCode)) return refused([NOT_PERMITTED]);
  return inUnitOfWork(actor, async (uow) => {
    const types = await listServiceTypes(uow, cityCode);
    if (!areOfOwnLine(actor, cityCode, said, types, editing)) return refused([NOT_PERMITTED]);
    const taken = types.map((type) => type.key).filter((key) => key !== editing);
    const walkers = (await listWalkers(uow, cityCode)).map((walker) => walker.key);
    const checked = checkServiceType({ ...said, key: editing ?? said.key }, { takenKeys: taken, walkerKeys: walkers });
    if (checked.ok) {
      await saveServiceType(uow, cityCode, checked.value);
      await auditRegistry(uow, cityCode, "service-type", checked.value.key);
    }
    return checked;
  });
}

/** Adds a kind of facility, or changes the one of key `editing`. */
export async function changeFacilityKind(
  actor: Actor,
  cityCode: string,
  said: FacilityKind,
  editing: string | null,
): Promise<Verdict<FacilityKind, readonly (FacilityKindRefusal | NotPermitted)[]>> {
  if (!mayWriteCatalog(actor, cityCode)) return refused([NOT_PERMITTED]);
  return inUnitOfWork(actor, async (uow) => {
    const kinds = await listFacilityKinds(uow, cityCode);
    if (!areOfOwnLine(actor, cityCode, said, kinds, editing)) return refused([NOT_PERMITTED]);
    const taken = kinds.map((kind) => kind.key).filter((key) => key !== editing);
    const checked = checkFacilityKind({ ...said, key: editing ?? said.key }, taken);
    if (checked.ok) {
      await saveFacilityKind(uow, cityCode, checked.value);
      await auditRegistry(uow, cityCode, "facility-kind", checked.value.key);
    }
    return checked;
  });
}

type OfLine = Readonly<Record<"key" | "line", string>>;

/** The entry as it is and as it would be: whose offerings are whose follows from the line of their type. */
function areOfOwnLine(actor: Actor, cityCode: string, said: OfLine, entries: readonly OfLine[], editing: string | null): boolean {
  const before = entries.find(({ key }) => key === editing);
  const may = reachOf(actor);
  return [said, ...(before ? [before] : [])].every(({ line }) => may(cityCode, line));
}

const auditRegistry = (uow: UnitOfWork, cityCode: string, kind: "service-type" | "facility-kind", key: string): Promise<string> =>
  recordAudit(uow, { action: "write:registry", subject: { kind, id: key }, areaCode: cityCode, line: "", result: "done" });
