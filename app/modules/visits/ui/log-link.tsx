import { Anchor } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** To the form of one resident's visit. */
export function LogLink({ residentId, cityCode }: { residentId: string; cityCode?: string }) {
  const { t } = useTranslation("visits");
  const query = new URLSearchParams({ ...(cityCode ? { city: cityCode } : {}), resident: residentId });
  return (
    <Anchor component={Link} to={`/visits/log/new?${query.toString()}`}>
      {t("due.log")}
    </Anchor>
  );
}
