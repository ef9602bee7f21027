return new OceanML.Steps.ColocateStep().Run(args);
