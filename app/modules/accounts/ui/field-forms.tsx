import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { PinPad } from "./pin-pad";

interface Known {
  readonly deviceId: string;
  readonly tail: string;
}

interface FieldSignInFormProps {
  readonly devices: readonly Known[];
  readonly isBusy: boolean;
  readonly onSignIn: (deviceId: string, pin: string) => Promise<void>;
}

/** The phone knows whose it is: whoever shares it taps the end of their number, everybody types their PIN. */
export function FieldSignInForm({ devices, isBusy, onSignIn }: FieldSignInFormProps) {
  const { t } = useTranslation("accounts");
  const [chosen, choose] = useState(devices[0]?.deviceId ?? "");
  const [pin, setPin] = useState("");
  async function send(event: FormEvent) {
    event.preventDefault();
    await onSignIn(chosen, pin);
    setPin("");
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack>
        <Group role="radiogroup" aria-label={t("field.whose")} gap="xs">
          {devices.map(({ deviceId, tail }) => (
            <Button
              key={deviceId}
              role="radio"
              aria-checked={deviceId === chosen}
              variant={deviceId === chosen ? "light" : "default"}
              size="lg"
              onClick={() => choose(deviceId)}
            >
              {t("field.tail", { tail })}
            </Button>
          ))}
        </Group>
        <PinPad label={t("field.pin")} value={pin} onChange={setPin} />
        <Button type="submit" size="xl" loading={isBusy} disabled={pin.length < 6}>
          {t("field.signIn")}
        </Button>
      </Stack>
    </form>
  );
}

interface FieldBindFormProps {
  readonly isBusy: boolean;
  readonly onBind: (fields: { phone: string; code: string; pin: string }) => Promise<void>;
}

/** The number first, then the code a supervisor shows, then a PIN of one's own. Number and code stay when something is wrong. */
export function FieldBindForm({ isBusy, onBind }: FieldBindFormProps) {
  const { t } = useTranslation("accounts");
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [pin, setPin] = useState("");
  async function send(event: FormEvent) {
    event.preventDefault();
    await onBind({ phone, code, pin });
    setPin("");
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack>
        <TextInput
          name="phone"
          size="xl"
          type="tel"
          label={t("field.phone")}
          autoComplete="tel"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          required
        />
        <TextInput
          name="code"
          size="xl"
          label={t("field.code")}
          description={t("field.codeWhat")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          required
        />
        <PinPad label={t("field.newPin")} description={t("field.newPinWhat")} value={pin} onChange={setPin} isNew />
        <Button type="submit" size="xl" loading={isBusy} disabled={pin.length < 6}>
          {t("field.bind")}
        </Button>
      </Stack>
    </form>
  );
}
