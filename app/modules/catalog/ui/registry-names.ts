import { useTranslation } from "react-i18next";
import type { FacilityKind, ServiceType } from "../domain/service-type";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface RegistryNames {
  readonly type: (key: string) => string;
  readonly kind: (key: string) => string;
  readonly nameOf: (entry: Named) => string;
}

/** Names of types and kinds in the reader's language; a key nobody knows any more is shown as it is. */
export function useRegistryNames(registry: {
  readonly types: readonly ServiceType[];
  readonly kinds: readonly FacilityKind[];
}): RegistryNames {
  const { i18n } = useTranslation();
  const nameOf = (entry: Named) => (i18n.language === "en" ? entry.nameEn : entry.nameZh);
  const among = (entries: readonly Named[]) => (key: string) => {
    const entry = entries.find((candidate) => candidate.key === key);
    return entry ? nameOf(entry) : key;
  };
  return { type: among(registry.types), kind: among(registry.kinds), nameOf };
}
