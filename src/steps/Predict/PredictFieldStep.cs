using OceanML.CommandLine;

namespace OceanML.Steps;

/// <summary>Applies a trained model to every pixel of a field.</summary>
internal sealed class PredictFieldStep : Step
{
    private readonly PredictOptions options = new(isField: true);

    public PredictFieldStep()
        : base("field", "Apply a trained model to every pixel of a grid or a swath, at every time step: estimate, sigma and training domain as CF netCDF with the coordinates of the field.")
    {
        Add(options.All);
        AddExample("oceanml-predict field PACE_OCI.20240608.L3m.DAY.RRS.nc --model model.onnx --rename 'Rrs_*=pace_Rrs_*' --output chlorophyll.nc");
        AddExample("oceanml-predict field sst_ssh.nc --model model.onnx --time-allowance 0d --output carbon.nc");
    }

    protected override string OutputDescription => "File to write: netCDF-4 (CF-1.11, ACDD-1.3), one pixel for every pixel of the input, at every time step.";

    protected override void Execute(StepRun run)
    {
        var (model, name) = PredictModel.Read(run, options);
        PredictField.Run(run, options, run.Input(run.Value(options.Input)!), model, name);
    }
}
