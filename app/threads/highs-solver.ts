import loadHighs, { type Highs, type HighsCallbackMap, type Model } from "highs";
import type { MipAnswer, MipModel, MipSolver, MipWatch } from "~/modules/siting/domain/solving/mip";

/**
 * HiGHS (Huangfu & Hall 2018, MIT) as WebAssembly, behind the one function the domain knows. Each opening has memory of its own,
 * which goes when nobody holds the solver any more: what WebAssembly once took it never gives back.
 */
export async function openHighs(): Promise<MipSolver> {
  const highs = await loadHighs();
  return (model, watch) => {
    if (model.cost.length === 0) return ofNoColumns(model);
    return highs.withModel(sparse(highs, model), (opened) => {
      opened.options.set({
        output_flag: false,
        time_limit: Math.max(0.01, watch.seconds),
        mip_rel_gap: Math.max(0, watch.gap),
      });
      if (watch.from) opened.setSolution({ colValue: watch.from });
      opened.run(heard(highs, watch));
      return answered(highs, opened, model, watch);
    });
  };
}

/** HiGHS solves nothing where there is nothing to choose. */
function ofNoColumns({ rowLower, rowUpper }: MipModel): MipAnswer {
  const isKept = rowLower.every((least, row) => least <= 0 && rowUpper[row]! >= 0);
  return isKept
    ? { status: "optimal", objective: 0, bound: 0, values: new Float64Array() }
    : { status: "infeasible", objective: null, bound: null, values: null };
}

const sparse = (highs: Highs, model: MipModel) => ({
  numCols: model.cost.length,
  numRows: model.rowLower.length,
  sense: model.maximise ? highs.constants.objectiveSense.maximize : highs.constants.objectiveSense.minimize,
  colCost: model.cost,
  colLower: model.lower,
  colUpper: model.upper,
  rowLower: model.rowLower,
  rowUpper: model.rowUpper,
  matrix: {
    format: "csr" as const,
    numRows: model.rowLower.length,
    numCols: model.cost.length,
    starts: model.start,
    indices: model.column,
    values: model.value,
  },
  ...(model.integer.includes(1) ? { integrality: Int32Array.from(model.integer) } : {}),
});

/** What HiGHS says on its way, and the one word it is told: enough. */
function heard(highs: Highs, watch: MipWatch): HighsCallbackMap {
  const { mipImprovingSolution, mipLogging, mipInterrupt, simplexInterrupt, ipmInterrupt } = highs.constants.callbackType;
  const finite = (value: number | undefined) => (value !== undefined && Math.abs(value) < 1e29 ? value : null);
  const endIfStopped = (event: { interrupt(): void }): undefined => {
    if (watch.isStopped()) event.interrupt();
  };
  return {
    [mipImprovingSolution]: ({ data }): undefined =>
      watch.told(finite(data.objective_function_value), finite(data.mip_dual_bound), data.mip_solution ?? null) as undefined,
    [mipLogging]: ({ data }): undefined =>
      watch.told(finite(data.mip_primal_bound), finite(data.mip_dual_bound), null) as undefined,
    [mipInterrupt]: endIfStopped,
    [simplexInterrupt]: endIfStopped,
    [ipmInterrupt]: endIfStopped,
  };
}

/** Sums of doubles: a bound as near to the figure as this, or as this share of it, is the figure. */
const NEARLY = 1e-6;

/**
 * What came of it. HiGHS calls a solution it was given optimal where it is interrupted before it has any bound, so a program
 * of whole numbers is solved only where the bound says so too.
 */
function answered(highs: Highs, opened: Model, model: MipModel, watch: MipWatch): MipAnswer {
  const { modelStatus, solutionStatus } = highs.constants;
  const status = opened.getModelStatus();
  if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
    return { status: "infeasible", objective: null, bound: null, values: null };
  const isSaid = status === modelStatus.optimal;
  if (!isSaid && status !== modelStatus.timeLimit && status !== modelStatus.interrupted)
    throw new Error(`HiGHS ended with status ${status}`);
  const isFound = isSaid || opened.info.get("primal_solution_status") === solutionStatus.feasible;
  const objective = isFound ? opened.getObjectiveValue() : null;
  const dual = model.integer.includes(1) ? Number(opened.info.get("mip_dual_bound")) : isSaid ? objective! : Infinity;
  const isOptimal = isSaid && Math.abs(dual - objective!) <= Math.max(NEARLY, (watch.gap + NEARLY) * Math.abs(objective!));
  const isInterrupted = isSaid ? watch.isStopped() : status === modelStatus.interrupted;
  return {
    status: isOptimal ? "optimal" : isInterrupted ? "stopped" : "time",
    objective,
    bound: Math.abs(dual) < 1e29 ? dual : null,
    values: isFound ? opened.getSolution().colValue : null,
  };
}
