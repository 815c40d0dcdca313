import { Button, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./month-sheet.module.css";

/** The way to the rest of a list; on paper only that there is more. `after` says where this page ended, and names nobody. */
export function NextPage({ query, after }: { readonly query: string; readonly after: string }) {
  const { t } = useTranslation("visits");
  return (
    <>
      <Button
        component={Link}
        className="no-print"
        variant="default"
        to={`?${query}&after=${encodeURIComponent(after)}`}
        style={{ alignSelf: "start" }}
      >
        {t("next")}
      </Button>
      <Text className={classes.onPaper ?? ""}>{t("monthList.goesOn")}</Text>
    </>
  );
}
