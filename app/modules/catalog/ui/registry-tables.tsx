import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { reachOf, type FacilityKind, type ServiceType } from "../domain/service-type";
import { useGroupWords } from "./group-words";
import classes from "./facility-table.module.css";

interface ServiceTypeTableProps {
  readonly types: readonly ServiceType[];
  readonly walkers: readonly {
    readonly key: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly speedKmh: number;
  }[];
  readonly mayWrite: boolean;
  readonly cityCode: string;
}

/** The type registry: every circle with its walker, and the standard it stands on. */
export function ServiceTypeTable({ types, walkers, mayWrite, cityCode }: ServiceTypeTableProps) {
  const { t, i18n } = useTranslation("catalog");
  const isEnglish = i18n.language === "en";
  const groupWords = useGroupWords();
  const headings = ["type", "circleHeading", "walkerKey", "populationGroup", "capacityUnit", "line", "standard"] as const;
  return (
    <Table className={classes.table!} verticalSpacing="sm" aria-label={t("registry.types")}>
      <Table.Thead>
        <Table.Tr>
          {headings.map((heading) => (
            <Table.Th key={heading}>{t(`registry.${heading}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {types.map((type) => {
          const walker = walkers.find((candidate) => candidate.key === type.walkerKey);
          const name = isEnglish ? type.nameEn : type.nameZh;
          const metres = walker && Math.round(reachOf(type.circle, walker.speedKmh));
          return (
            <Table.Tr key={type.key}>
              <Table.Td data-label={t("registry.type")}>
                <span>
                  <Text span fw={650} mr="xs" aria-hidden="true">
                    {type.symbol}
                  </Text>
                  {mayWrite ? (
                    <Anchor component={Link} to={`/plan/types/${type.key}?city=${cityCode}`}>
                      {name}
                    </Anchor>
                  ) : (
                    name
                  )}
                </span>
              </Table.Td>
              <Table.Td data-label={t("registry.circleHeading")}>
                {type.circle.by === "minutes"
                  ? t("registry.circleMinutes", { minutes: type.circle.minutes, metres: metres ?? "?" })
                  : t("registry.circleMetres", { metres: type.circle.metres })}
              </Table.Td>
              <Table.Td data-label={t("registry.walkerKey")}>
                {walker ? (isEnglish ? walker.nameEn : walker.nameZh) : type.walkerKey}
              </Table.Td>
              <Table.Td data-label={t("registry.populationGroup")}>{groupWords(type.populationGroup)}</Table.Td>
              <Table.Td data-label={t("registry.capacityUnit")}>{t(`unit.${type.capacityUnit}`)}</Table.Td>
              <Table.Td data-label={t("registry.line")} className={classes.short!}>
                {t(`line.${type.line}`)}
              </Table.Td>
              <Table.Td data-label={t("registry.standard")}>
                {(isEnglish ? type.standardEn : type.standardZh) || "—"}
                {type.source && (
                  <Text size="sm" c="dimmed">
                    {type.source}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

interface FacilityKindTableProps {
  readonly kinds: readonly FacilityKind[];
  readonly mayWrite: boolean;
  readonly cityCode: string;
}

export function FacilityKindTable({ kinds, mayWrite, cityCode }: FacilityKindTableProps) {
  const { t, i18n } = useTranslation("catalog");
  return (
    <Table className={classes.table!} verticalSpacing="sm" aria-label={t("registry.kinds")}>
      <Table.Thead>
        <Table.Tr>
          {(["kind", "sector", "line", "servesLevel"] as const).map((heading) => (
            <Table.Th key={heading}>{t(`registry.${heading}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kinds.map((kind) => {
          const name = i18n.language === "en" ? kind.nameEn : kind.nameZh;
          return (
            <Table.Tr key={kind.key}>
              <Table.Td data-label={t("registry.kind")}>
                {mayWrite ? (
                  <Anchor component={Link} to={`/plan/types/kinds/${kind.key}?city=${cityCode}`}>
                    {name}
                  </Anchor>
                ) : (
                  name
                )}
              </Table.Td>
              <Table.Td data-label={t("registry.sector")}>{t(`sector.${kind.sector}`, { defaultValue: kind.sector })}</Table.Td>
              <Table.Td data-label={t("registry.line")} className={classes.short!}>
                {t(`line.${kind.line}`, { defaultValue: kind.line })}
              </Table.Td>
              <Table.Td data-label={t("registry.servesLevel")} className={classes.short!}>
                {t(`servedLevel.${kind.servesLevel}`)}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
