import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WatchedAlarm } from "../domain/watched";
import { AlarmList } from "./alarm-list";
import { RestOfList } from "./rest-of-list";
import { useSeen } from "./use-seen";

interface ForYouProps {
  readonly page: { readonly alarms: readonly WatchedAlarm[]; readonly inAll: number };
  readonly skip: number;
  /** ISO 8601, by the server's clock */
  readonly at: string;
  readonly cityCode: string;
  readonly areaName: (code: string) => string;
  readonly children?: ReactNode;
}

/** «请您处理»: what came to whoever reads this. That they saw it is said once they look at the page and touch it. */
export function ForYou({ page, skip, at, cityCode, areaName, children }: ForYouProps) {
  const { t } = useTranslation("visits");
  useSeen(page.alarms, cityCode);
  if (page.inAll === 0) return null;
  return (
    <section aria-labelledby="for-you">
      <Title order={2} size="h4" id="for-you" mb="xs">
        {t("watch.forYou", { count: page.inAll })}
      </Title>
      {children}
      <AlarmList alarms={page.alarms} {...{ at, cityCode, areaName }} mayAct />
      <RestOfList name="mine" skip={skip} shown={page.alarms.length} inAll={page.inAll} />
    </section>
  );
}
