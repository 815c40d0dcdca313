import { Badge, Button, Group } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";
import { checksQuery, type ChecksAddress } from "../domain/checks-address";
import type { FlagKind } from "../domain/visit-flags";

interface Props {
  readonly address: ChecksAddress;
  readonly areas: Readonly<Record<string, string>>;
  readonly counts: readonly { readonly kind: FlagKind; readonly flags: number }[];
  /** one's own visits: nothing else to choose from */
  readonly isOwn: boolean;
}

/** Where, and of which kind; how many of each there are. */
export function CheckFilter({ address, areas, counts, isOwn }: Props) {
  const { t, i18n } = useTranslation("visits");
  const { city, area, kind } = address;
  const named = areas[area];
  const total = counts.reduce((sum, { flags }) => sum + flags, 0);
  return (
    <>
      {!isOwn && (
        <Form className="no-print">
          <input type="hidden" name="city" value={city} />
          {kind && <input type="hidden" name="kind" value={kind} />}
          <Group align="end">
            <AreaEntry
              name="area"
              label={t("due.area")}
              defaultValue={
                named === undefined
                  ? area
                  : areaText({ code: area, name: named, nameEn: named, within: "", withinEn: "" }, i18n.language)
              }
            />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
            <Button component={Link} variant="default" to={`/visits/checks/people?${checksQuery({ city, area })}`}>
              {t("checks.byPerson")}
            </Button>
            <Button component={Link} variant="default" to={`/visits/checks/callbacks?${checksQuery({ city, area })}`}>
              {t("callback.title")}
            </Button>
          </Group>
        </Form>
      )}
      <nav aria-label={t("checks.byKind")} className="no-print">
        <Group gap="xs">
          {[{ kind: null, flags: total }, ...counts].map((each) => (
            <Button
              key={each.kind ?? "all"}
              component={Link}
              size="xs"
              variant={each.kind === kind ? "filled" : "default"}
              aria-current={each.kind === kind ? "true" : undefined}
              to={`/visits/checks?${checksQuery({ ...address, kind: each.kind })}`}
            >
              {each.kind ? t(`checks.kind.${each.kind}`) : t("any")}
              <Badge variant="transparent" c="inherit" px={6}>
                {each.flags}
              </Badge>
            </Button>
          ))}
        </Group>
      </nav>
    </>
  );
}
