using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace OceanML.Formats.Native;

/// <summary>
/// The one thread that calls libnetcdf. The library is not thread-safe, and HDF5 keeps its error printing per thread: a call
/// from a second thread would print HDF5-DIAG blocks to standard error.
/// </summary>
internal static class NetCdfThread
{
    private static readonly BlockingCollection<Action> Queue = Start();

    [ThreadStatic]
    private static bool IsHere;

    /// <summary>Runs a piece of work on the thread and waits for it; an exception of the work reaches the caller.</summary>
    public static T Run<T>(Func<T> work)
    {
        if (IsHere) return work();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim(false);
        Queue.Add(() =>
        {
#pragma warning disable CA1031 // Whatever happens there is rethrown here.
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
#pragma warning restore CA1031
            done.Set();
        });
        done.Wait();
        failure?.Throw();
        return result!;
    }

    /// <summary>Runs a piece of work on the thread and waits for it.</summary>
    public static void Run(Action work) =>
        Run<object?>(() =>
        {
            work();
            return null;
        });

    /// <summary>Leaves a piece of work to the thread without waiting; for finalizers.</summary>
    public static void Post(Action work) => Queue.Add(work);

    private static BlockingCollection<Action> Start()
    {
        var queue = new BlockingCollection<Action>();
        new Thread(() =>
        {
            IsHere = true;
            Hdf5Native.LeaveNothingToExit();
            foreach (var work in queue.GetConsumingEnumerable()) work();
        })
        {
            IsBackground = true,
            Name = "libnetcdf",
        }.Start();
        return queue;
    }
}
