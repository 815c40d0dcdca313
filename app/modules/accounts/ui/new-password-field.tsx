import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from "../domain/password-policy";

/** One field, which can be made readable: typing blindly twice makes short passwords. */
export function NewPasswordField() {
  const { t } = useTranslation("accounts");
  return (
    <PasswordInput
      name="password"
      label={t("account.password.wanted")}
      description={t("account.password.rule", { least: LEAST_PASSWORD_LENGTH })}
      autoComplete="new-password"
      minLength={LEAST_PASSWORD_LENGTH}
      maxLength={MOST_PASSWORD_LENGTH}
      required
    />
  );
}
