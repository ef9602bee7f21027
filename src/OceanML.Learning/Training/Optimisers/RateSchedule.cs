namespace OceanML.Learning;

/// <summary>The learning rate of one training, step by step.</summary>
/// <param name="options">How it changes.</param>
/// <param name="rate">The learning rate that the schedule starts from.</param>
/// <param name="epochs">Epochs of the training at most.</param>
public sealed class RateSchedule(RateScheduleOptions options, double rate, int epochs)
{
    private double reduction = 1;
    private double smallest = double.PositiveInfinity;
    private int waited;

    /// <summary>The learning rate at a moment of the training.</summary>
    /// <param name="epoch">Epochs done, with the part of the present one: 2.5 is in the middle of the third.</param>
    public double At(double epoch)
    {
        var start = options.WarmUp * epochs;
        if (epoch < start) return rate * Math.Max(epoch, 1e-3 * start) / start;
        return rate * options.Kind switch
        {
            RateScheduleKind.Cosine => 0.5 * (1 + Math.Cos(Math.PI * (epoch - start) / (epochs - start))),
            RateScheduleKind.Step => Math.Pow(options.Factor, Math.Floor((epoch - start) / options.Every)),
            RateScheduleKind.Plateau => reduction,
            _ => 1,
        };
    }

    /// <summary>Tells the error watched after an epoch; a plateau of it lowers the rate.</summary>
    public void EpochDone(double error)
    {
        if (options.Kind != RateScheduleKind.Plateau) return;

        // As much lower as rounding could not be.
        if (error < smallest * (1 - 1e-4))
        {
            (smallest, waited) = (error, 0);
            return;
        }

        if (++waited < options.Every) return;
        (reduction, waited) = (reduction * options.Factor, 0);
    }
}
