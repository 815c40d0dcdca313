import { Anchor } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** 未被接受的记录: how many wait in an area, and the way to them; nothing where none do. */
export function NotTaken({ many, list }: { readonly many: number; readonly list: string }) {
  const { t } = useTranslation("visits");
  return many === 0 ? null : (
    <Anchor component={Link} to={`/visits/refused?${list}`} fw={650} style={{ alignSelf: "start" }}>
      {t("refused.waiting", { count: many })}
    </Anchor>
  );
}
