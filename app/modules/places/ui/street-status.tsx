import { Anchor, Code, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { StreetNetwork } from "../domain/street-network";

interface StreetStatusProps {
  readonly cityCode: string;
  readonly streets: { readonly network: StreetNetwork; readonly shareOnGround: number | null } | null;
}

/** Whether the city's walks follow streets, which ones, and how streets are brought in. */
export function StreetStatus({ cityCode, streets }: StreetStatusProps) {
  const { t, i18n } = useTranslation("places");
  const count = (value: number) => new Intl.NumberFormat(i18n.language === "en" ? "en-GB" : "zh-CN").format(Math.round(value));
  return (
    <div data-testid="street-status">
      <Text>
        {streets
          ? t("streets.loaded", {
              file: streets.network.sourceName,
              date: streets.network.importedOn,
              kilometres: count(streets.network.metres / 1_000),
            })
          : t("streets.none")}
        {streets && streets.shareOnGround !== null && (
          <> {t("streets.onGround", { share: `${(100 * streets.shareOnGround).toFixed(1)}%` })}</>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {t(streets ? "streets.replace" : "streets.how")}{" "}
        <Code style={{ overflowWrap: "anywhere" }}>npm run -s qh -- streets import FILE.osm.pbf --city {cityCode}</Code>
      </Text>
      <Anchor component={Link} to={`/plan/coverage/walkers?city=${cityCode}`} size="sm">
        {t("walkers.link")}
      </Anchor>{" "}
      <Anchor component={Link} to={`/plan/coverage/walks?city=${cityCode}`} size="sm">
        {t("walks.link")}
      </Anchor>{" "}
      <Anchor component={Link} to={`/plan/coverage/barriers?city=${cityCode}`} size="sm">
        {t("barriers.link")}
      </Anchor>
    </div>
  );
}
