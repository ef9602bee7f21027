namespace OceanML.Learning.Tests;

/// <summary>Activations of the test networks.</summary>
public enum Activation
{
    Tanh,
    Relu,
    Sigmoid,
    Softplus,
}
