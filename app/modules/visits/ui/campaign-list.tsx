import { Anchor, Group, List, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface ListedCampaign {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly closesAt: string | Date;
  readonly endedAt: string | Date | null;
  readonly left: number;
}

interface CampaignListProps {
  readonly campaigns: readonly ListedCampaign[];
  readonly areaName: (code: string) => string;
  readonly city: { readonly code: string; readonly timeZone: string };
  /** now, in milliseconds */
  readonly at: number;
  readonly mayCall: boolean;
  /** what ends one before its hour */
  readonly end: (id: string) => ReactNode;
}

/** The latest first: by when, how it stands, and the way to who was reached. */
export function CampaignList({ campaigns, areaName, city, at, mayCall, end }: CampaignListProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone: city.timeZone },
  });
  const isOver = ({ closesAt }: ListedCampaign): boolean => new Date(closesAt).getTime() <= at;
  // Nobody left may also mean that who is asked is still being worked out: the campaign's own page counts.
  const stands = (each: ListedCampaign): string => {
    if (each.endedAt) return t("campaign.ended");
    if (isOver(each)) return t("campaign.over");
    return each.left === 0 ? t("campaign.called") : t("campaign.left", { left: each.left });
  };
  if (campaigns.length === 0) return <Text c="dimmed">{t("campaign.none")}</Text>;
  return (
    <List listStyleType="none" spacing="xs">
      {campaigns.map((each) => (
        <List.Item key={each.id}>
          <Group>
            <Text>
              {each.name} · {areaName(each.areaCode)} · {t("campaign.by", { at: time.format(new Date(each.closesAt)) })} ·{" "}
              {stands(each)}
            </Text>
            <Anchor component={Link} to={`/visits/modes/${each.id}?city=${city.code}`}>
              {t("reached.open")}
            </Anchor>
            {mayCall && !each.endedAt && !isOver(each) && end(each.id)}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}
