import { Alert, List } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

const never = () => () => undefined;

/** Over plain HTTP a browser withholds what pages like this need: said in words, instead of buttons that do nothing. */
export function PlainHttpNote() {
  const { t } = useTranslation("layout");
  const isSecure = useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => true,
  );
  if (isSecure) return null;
  return (
    <Alert color="orange" title={t("plainHttp.title")} role="status">
      <List size="sm">
        <List.Item>{t("plainHttp.signing")}</List.Item>
        <List.Item>{t("plainHttp.offline")}</List.Item>
        <List.Item>{t("plainHttp.position")}</List.Item>
      </List>
      {t("plainHttp.mend")}
    </Alert>
  );
}
