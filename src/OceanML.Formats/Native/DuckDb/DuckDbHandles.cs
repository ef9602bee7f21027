using System.Runtime.InteropServices;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>Base of the handles: null is invalid, and each is destroyed by a call that takes its address.</summary>
internal abstract class DuckDbHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;
}

/// <summary>An open in-memory database.</summary>
internal sealed class DuckDbDatabaseHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.Close(ref handle);
        return true;
    }
}

/// <summary>A connection to a database.</summary>
internal sealed class DuckDbConnectionHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.Disconnect(ref handle);
        return true;
    }
}

/// <summary>Settings given at opening.</summary>
internal sealed class DuckDbConfigHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyConfig(ref handle);
        return true;
    }
}

/// <summary>A batch of rows, column by column.</summary>
internal sealed class DuckDbChunkHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyChunk(ref handle);
        return true;
    }
}

/// <summary>Appends batches of rows to a table.</summary>
internal sealed class DuckDbAppenderHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        _ = DuckDbNative.DestroyAppender(ref handle);
        return true;
    }
}

/// <summary>A prepared statement.</summary>
internal sealed class DuckDbStatementHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyPrepare(ref handle);
        return true;
    }
}

/// <summary>A statement under way.</summary>
internal sealed class DuckDbPendingHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyPending(ref handle);
        return true;
    }
}
