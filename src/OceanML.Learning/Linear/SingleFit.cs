namespace OceanML.Learning;

/// <summary>A model that is learned in one job.</summary>
/// <param name="learn">Learns it.</param>
internal sealed class SingleFit(Func<CancellationToken, FittedModel> learn) : ModelFit
{
    private FittedModel? model;

    public override int JobCount => 1;

    public override FittedModel Model => model ?? throw new InvalidOperationException("the job has not been done");

    public override void Run(int job, Action<int>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        model = learn(cancellation);
        progress?.Invoke(1);
    }
}
