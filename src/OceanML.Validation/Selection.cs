namespace OceanML.Validation;

/// <summary>Order statistics without sorting everything.</summary>
internal static class Selection
{
    /// <summary>The value of rank k (from 0); afterwards what stands before place k is not larger than it (Hoare 1961, Algorithm 65).</summary>
    public static double Smallest(Span<double> values, int k)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var (middle, i, j) = (values[low + ((high - low) / 2)], low, high);
            while (i <= j)
            {
                while (values[i] < middle) i++;
                while (values[j] > middle) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (k <= j) high = j;
            else if (k >= i) low = i;
            else break;
        }

        return values[k];
    }
}
