import { Button } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** The way to the rest of a list; nothing on paper. `after` says where this page ended, and names nobody. */
export function NextPage({ query, after }: { readonly query: string; readonly after: string }) {
  const { t } = useTranslation("visits");
  return (
    <Button
      component={Link}
      className="no-print"
      variant="default"
      to={`?${query}&after=${encodeURIComponent(after)}`}
      style={{ alignSelf: "start" }}
    >
      {t("next")}
    </Button>
  );
}
