import { Alert, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { UnsnappedReason } from "~/modules/places/domain/streets/street-links";
import { areaName } from "./figure-text";

export interface UnsnappedGroup {
  readonly reason: UnsnappedReason;
  readonly count: number;
  /** the first of them */
  readonly named: readonly { readonly id: string; readonly name: string; readonly nameEn?: string | null }[];
}

interface UnsnappedNoteProps {
  readonly what: "communities" | "sites";
  readonly groups: readonly UnsnappedGroup[];
  /** farthest a point may be from a street, metres; null = no street was asked */
  readonly snap: number | null;
}

/** Who no way leads to, and why, one line a reason: nobody is lost in silence. */
export function UnsnappedNote({ what, groups, snap }: UnsnappedNoteProps) {
  const { t, i18n } = useTranslation("coverage");
  if (groups.length === 0) return null;
  return (
    <Alert variant="light" color="yellow" data-testid={`unsnapped-${what}`}>
      {groups.map(({ reason, count, named }) => (
        <Text key={reason} size="sm">
          {t(`streets.${what}`, { count, why: t(`streets.why.${reason}`, { snap }) })}{" "}
          {named.map(({ id, name, nameEn }, i) => (
            <span key={id}>
              {i > 0 && t("report.and")}
              {what === "sites" ? (
                <Link to={`/plan/facilities/${id}`}>{name}</Link>
              ) : (
                areaName(i18n.language, { name, nameEn: nameEn ?? null })
              )}
            </span>
          ))}
          {count > named.length && ` ${t("unplaced.more", { count })}`}
        </Text>
      ))}
    </Alert>
  );
}
