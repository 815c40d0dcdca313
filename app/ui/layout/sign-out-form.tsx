import { Alert, Anchor } from "@mantine/core";
import { Form, useSubmit } from "@remix-run/react";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { unsentHere } from "~/offline/unsent-here";

/** Ends the session, unless visits typed on this phone are on no server yet: the next one here might not send them for days. */
export function SignOutForm({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("layout");
  const submit = useSubmit();
  const [unsent, setUnsent] = useState(0);
  async function leave(form: HTMLFormElement) {
    // A store that cannot be read must not keep anybody signed in.
    const count = await unsentHere().catch(() => 0);
    if (count === 0) submit(form);
    setUnsent(count);
  }
  function asked(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void leave(event.currentTarget);
  }
  return (
    <Form method="post" action="/sign-out" onSubmit={asked}>
      {children}
      {unsent > 0 && (
        <Alert color="orange" role="alert" mt="xs" maw={320}>
          {t("account.unsent", { count: unsent })} <Anchor href="/care/outbox">{t("account.toOutbox")}</Anchor>
        </Alert>
      )}
    </Form>
  );
}
