import type { ActionFunctionArgs } from "@remix-run/node";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { bindThisDevice } from "~/modules/accounts/use-cases/bind-device.server";
import { machineAnswer } from "~/modules/accounts/use-cases/answer-with-session.server";

/** The code a supervisor showed binds the phone that sends it. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 500);
  const binding = { phone: text("phone"), code: text("code"), pin: text("pin"), publicKey: text("publicKey") };
  return machineAnswer(await bindThisDevice(binding, await arrivalOf(request)));
}
